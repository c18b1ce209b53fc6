using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Settings;

public static class SettingsRegistration
{
    /// <summary>Adds options that a section of the configuration says, checked at the start.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>, ValidateAnnotatedSettings<T>>();
        return services.AddOptions<T>()
            // Before they are bound, which stops at the first value that cannot be and speaks of .NET's types.
            .Configure<IConfiguration>((_, configuration) => SettingValues.Require<T>(configuration.GetSection(section)))
            .BindConfiguration(section)
            .ValidateOnStart();
    }

    /// <summary>The same where there are no services: what a section says.</summary>
    /// <exception cref="OptionsValidationException">Not all of it can be.</exception>
    public static T ReadSettings<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        SettingValues.Require<T>(configuration.GetSection(section));
        var settings = configuration.GetSection(section).Get<T>() ?? new T();
        var validation = new ValidateAnnotatedSettings<T>().Validate(Options.DefaultName, settings);

        return validation.Failed ? throw new OptionsValidationException(Options.DefaultName, typeof(T), validation.Failures) : settings;
    }
}
