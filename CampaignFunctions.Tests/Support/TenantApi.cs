using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CampaignFunctions.Tests.Support;

/// <summary>The API as one tenant calls it. Paths are without prefix: <c>campaign-spaces?limit=2</c>.</summary>
internal sealed class TenantApi(HttpClient http, string tenantId)
{
    public string TenantId => tenantId;

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string path, object? body = null, string? key = null) => SendAsync(HttpMethod.Post, path, JsonBody(body), key: key);

    public Task<ApiAnswer> PutAsync(string path, object body, string? ifMatch = null) => SendAsync(HttpMethod.Put, path, JsonBody(body), ifMatch);

    public Task<ApiAnswer> DeleteAsync(string path, string? ifMatch = null) => SendAsync(HttpMethod.Delete, path, content: null, ifMatch);

    /// <summary>The key is sent as it is, quotes and all.</summary>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? ifMatch = null, string? key = null)
    {
        using var request = Request(method, path, content);
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(ifMatch == "*" ? EntityTagHeaderValue.Any : EntityTagHeaderValue.Parse(ifMatch));

        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        using var response = await http.SendAsync(request);
        return await ApiAnswer.ReadAsync(response);
    }

    /// <summary>The headers are sent as they are.</summary>
    public async Task<ApiAnswer> SendWithAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, content);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                content!.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return await ApiAnswer.ReadAsync(response);
    }

    public Task<ApiAnswer> GetWithAsync(string path, params (string Name, string Value)[] headers) => SendWithAsync(HttpMethod.Get, path, content: null, headers);

    /// <summary>For what a test sends or reads by hand.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content = null) =>
        new(method, $"api/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}tenant_id={tenantId}") { Content = content };

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) =>
        http.SendAsync(request, completion);

    public async Task<ApiAnswer> ASpaceAsync(string campaignName = "Summer sale", string platform = "meta", object? also = null)
    {
        var body = JsonSerializer.SerializeToNode(also ?? new { })!.AsObject();
        body["campaign_name"] = campaignName;
        body["platform"] = platform;
        return (await PostAsync("campaign-spaces", body)).Expect(HttpStatusCode.Created);
    }

    /// <summary>A text asset, without a file.</summary>
    public Task<ApiAnswer> AnAssetAsync(Guid spaceId, string assetName = "Hero headline", string assetType = "headline", params (string Name, string Value)[] fields) =>
        UploadAsync(spaceId, file: null, [("asset_name", assetName), ("asset_type", assetType), .. fields]);

    /// <summary>Uploads as a browser's form would.</summary>
    public Task<ApiAnswer> UploadAsync(Guid spaceId, TestFile? file, params (string Name, string Value)[] fields) => UploadWithKeyAsync(key: null, spaceId, file, fields);

    /// <summary>The same under a key. The boundary is another each time.</summary>
    public async Task<ApiAnswer> UploadWithKeyAsync(string? key, Guid spaceId, TestFile? file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        if (file is not null)
            form.Add(file.ToContent(), "file", file.Name);

        return await SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{spaceId}/assets", form, key: key);
    }

    /// <summary>Uploads a form written by hand; in chunks, its length is not said.</summary>
    public async Task<ApiAnswer> UploadAsync(Guid spaceId, HttpContent form, bool isChunked = false, string? key = null)
    {
        using var request = Request(HttpMethod.Post, $"campaign-assets/campaign-spaces/{spaceId}/assets", form);
        request.Headers.TransferEncodingChunked = isChunked;
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        using var response = await SendAsync(request);
        return await ApiAnswer.ReadAsync(response);
    }

    /// <summary>From now on it may store so many bytes.</summary>
    public async Task LimitAsync(long bytes) =>
        Assert.InRange((int)(await PutAsync($"tenants/{tenantId}", new { storage_limit_bytes = bytes })).Status, 200, 201);

    /// <summary>Begins a direct upload of the file, as ad copy if it is text and as any file if not.</summary>
    public async Task<ApiAnswer> AnAnnouncedUploadAsync(Guid spaceId, TestFile file, object? also = null)
    {
        var body = JsonSerializer.SerializeToNode(also ?? new { })!.AsObject();
        body["asset_name"] ??= "Hero";
        body["asset_type"] ??= "other";
        body["mime_type"] ??= file.MimeType;
        body["file_size"] ??= file.Bytes.Length;
        return (await PostAsync($"campaign-assets/campaign-spaces/{spaceId}/uploads", body)).Expect(HttpStatusCode.Created);
    }

    /// <summary>Sends the bytes as the ticket says.</summary>
    public async Task<ApiAnswer> SendBytesAsync(ApiAnswer ticket, byte[] bytes)
    {
        using var request = new HttpRequestMessage(new HttpMethod((string)ticket["upload_method"]!), (string)ticket["upload_url"]!) { Content = new ByteArrayContent(bytes) };
        foreach (var (name, value) in ticket["headers"].AsObject())
        {
            if (!request.Headers.TryAddWithoutValidation(name, (string)value!))
                request.Content.Headers.TryAddWithoutValidation(name, (string)value!);
        }

        using var response = await http.SendAsync(request);
        return await ApiAnswer.ReadAsync(response);
    }

    private static StringContent? JsonBody(object? body) => body switch
    {
        null => null,
        JsonNode node => new StringContent(node.ToJsonString(), Encoding.UTF8, "application/json"),
        string text => new StringContent(text, Encoding.UTF8, "application/json"),
        _ => new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
    };
}
