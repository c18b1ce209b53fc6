namespace Google.Cloud.Storage.V1;

public sealed partial class UrlSigner
{
    /// <summary>How long a signed address works, and where it points.</summary>
    public sealed class Options
    {
        private Options()
        {
        }

        internal TimeSpan Duration { get; private init; }

        internal string Scheme { get; private init; } = "https";

        internal string Host { get; private init; } = "storage.googleapis.com";

        internal int? Port { get; private init; }

        /// <summary>Up to seven days.</summary>
        public static Options FromDuration(TimeSpan duration) => new() { Duration = duration };

        public Options WithSigningVersion(SigningVersion version) =>
            version == SigningVersion.V4 ? this : throw new ArgumentOutOfRangeException(nameof(version));

        public Options WithScheme(string scheme) => new() { Duration = Duration, Scheme = scheme ?? "https", Host = Host, Port = Port };

        public Options WithHost(string host) => new() { Duration = Duration, Scheme = Scheme, Host = host ?? "storage.googleapis.com", Port = Port };

        /// <summary>In the address only: the signature leaves it out.</summary>
        public Options WithPort(int? port) => new() { Duration = Duration, Scheme = Scheme, Host = Host, Port = port };
    }
}
