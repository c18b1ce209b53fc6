using System.Reflection;
using System.Text.RegularExpressions;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Http;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.Architecture;

/// <summary>Keeps the house: what may know what, and what things are called.</summary>
public sealed partial class ArchitectureTests
{
    [Fact]
    public void Core_knows_neither_Functions_nor_ASP_NET()
    {
        var known = House.Right.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.DoesNotContain(known, name => name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void A_class_that_something_starts_is_public_and_has_exactly_one_function()
    {
        Assert.NotEmpty(House.Starters);
        Assert.All(House.Starters, type =>
        {
            Assert.True(type is { IsPublic: true, IsSealed: true }, $"{type.Name} is not public and sealed.");
            Assert.True(House.FunctionsOf(type).Count() == 1, $"{type.Name} has {House.FunctionsOf(type).Count()} functions.");
        });
    }

    [Fact]
    public void A_function_is_in_a_class_whose_name_says_what_starts_it()
    {
        var elsewhere = House.Types.Where(type => House.FunctionsOf(type).Any()).Except(House.Starters);

        Assert.Empty(elsewhere.Select(type => type.FullName));
    }

    [Fact]
    public void A_function_depends_on_one_operation_at_the_most()
    {
        Assert.All(House.Starters, type =>
        {
            var operations = type.GetConstructors().Single().GetParameters().Select(parameter => parameter.ParameterType).Where(House.IsOperation).ToList();
            Assert.True(operations.Count <= 1, $"{type.Name} depends on {string.Join(", ", operations.Select(operation => operation.Name))}.");
        });
    }

    [Fact]
    public void No_function_holds_a_database()
    {
        var holders = House.Starters.Where(type => type.GetConstructors().Single().GetParameters().Any(parameter => typeof(DbContext).IsAssignableFrom(parameter.ParameterType)));

        Assert.Empty(holders.Select(type => type.Name));
    }

    [Fact]
    public void An_operation_has_one_public_method()
    {
        Assert.NotEmpty(House.Operations);
        Assert.All(House.Operations, type =>
        {
            var methods = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName).Select(method => method.Name);
            Assert.Equal(["RunAsync"], methods);
            Assert.True(type.IsSealed, $"{type.Name} is not sealed.");
        });
    }

    [Fact]
    public void There_are_no_drawers()
    {
        Assert.DoesNotContain(House.Types.Select(type => type.Name), name => DrawerPattern().IsMatch(name));
        Assert.DoesNotContain(House.Files, file => DrawerPattern().IsMatch(Path.GetFileNameWithoutExtension(file)));
    }

    [Fact]
    public void A_file_is_named_after_a_type_in_it()
    {
        // Program.cs holds the statements the process begins with.
        var others = House.Files.Where(file => !file.EndsWith("/Program.cs", StringComparison.Ordinal)).Where(file =>
            !Regex.IsMatch(House.Read(file), $@"\b(class|record|struct|interface|enum)\s+{Regex.Escape(Path.GetFileNameWithoutExtension(file))}\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)));

        Assert.Empty(others);
    }

    [Fact]
    public void A_namespace_is_named_after_its_folder()
    {
        Assert.All(House.Files.Where(file => !file.EndsWith("/Program.cs", StringComparison.Ordinal)), file =>
            // A namespace called System would hide the framework's.
            Assert.Contains($"namespace {Path.GetDirectoryName(file)!.Replace('/', '.').Replace(".System", ".SystemState", StringComparison.Ordinal)};", House.Read(file), StringComparison.Ordinal));
    }

    [Fact]
    public void What_can_be_started_lies_in_the_folder_of_what_it_does()
    {
        var right = FoldersOf("CampaignFunctions.Core");

        Assert.Empty(FoldersOf("CampaignFunctions").Except(right.Concat(["Http", "Demo"]), StringComparer.Ordinal));
        Assert.All(House.Starters, type =>
        {
            var operation = type.GetConstructors().Single().GetParameters().Select(parameter => parameter.ParameterType).FirstOrDefault(House.IsOperation);
            if (operation is not null)
                Assert.Equal(type.Namespace!.Replace("CampaignFunctions.", "CampaignFunctions.Core.", StringComparison.Ordinal), operation.Namespace);
        });
    }

    /// <summary>The list is repeated here on purpose: opening a function to everybody takes two decisions.</summary>
    [Fact]
    public void Only_these_functions_are_public()
    {
        var functions = House.Starters.SelectMany(House.FunctionsOf).Select(method => method.GetCustomAttribute<Microsoft.Azure.Functions.Worker.FunctionAttribute>()!.Name);

        Assert.Equal(["ApiDocs", "Health", "HealthReady", "OpenApiDocument", "ProcessUploadOnObjectEvent", "PutLocalObject"], functions.Where(function => Access.Find(function) is { IsPublic: true }).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_entity_belongs_to_a_tenant_and_passes_its_filter()
    {
        var contexts = (await RunningApi.SharedAsync()).Host.Services.GetRequiredService<IDbContextFactory<CampaignDb>>();
        await using var db = await contexts.CreateDbContextAsync();

        Assert.All(db.Model.GetEntityTypes(), entity =>
        {
            Assert.True(typeof(ITenantOwned).IsAssignableFrom(entity.ClrType), $"{entity.ClrType.Name} is not tenant-owned.");
            Assert.Contains(entity.GetDeclaredQueryFilters(), filter => filter.Key == TenantGuard.TenantFilter);
        });
    }

    private static IEnumerable<string> FoldersOf(string side) =>
        House.Files.Select(file => file.Split('/')).Where(parts => parts[0] == side && parts.Length > 2).Select(parts => parts[1]).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utilit(y|ies)|Commons?|Services?|Misc)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DrawerPattern();
}
