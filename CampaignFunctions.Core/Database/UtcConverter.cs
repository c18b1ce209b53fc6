using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampaignFunctions.Core.Database;

/// <summary>timestamptz takes and gives UTC.</summary>
public sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => instant.ToUniversalTime(),
    instant => instant);
