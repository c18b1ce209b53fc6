using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Validation;

/// <summary>
/// A currency code of ISO 4217: those in use, and those withdrawn since 2000, which old campaigns are still told in.
/// https://www.six-group.com/en/products-services/financial-information/data-standards.html
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CurrencyAttribute : RegularExpressionAttribute
{
    private const string InUse =
        "AED|AFN|ALL|AMD|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BHD|BIF|BMD|BND|BOB|BOV|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHE|CHF|CHW|CLF|CLP|CNY|COP|COU|CRC|"
        + "CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|"
        + "KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MXV|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|"
        + "OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|"
        + "TWD|TZS|UAH|UGX|USD|USN|UYI|UYU|UYW|UZS|VED|VES|VND|VUV|WST|XAD|XAF|XAG|XAU|XBA|XBB|XBC|XBD|XCD|XCG|XDR|XOF|XPD|XPF|XPT|XSU|XTS|XUA|XXX|YER|"
        + "ZAR|ZMW|ZWG";

    private const string Withdrawn =
        "AFA|ANG|ATS|AZM|BEF|BGN|BYR|CSD|CUC|CYP|DEM|EEK|ESP|FIM|FRF|GHC|GRD|HRK|IEP|ITL|LTL|LUF|LVL|MGF|MRO|MTL|MZM|NLG|PTE|ROL|SDD|SIT|SKK|SLL|SRG|STD|"
        + "TMM|TRL|USS|VEB|VEF|XEU|XFU|YUM|ZMK|ZWD|ZWL|ZWN|ZWR";

    public CurrencyAttribute()
        : base(InUse + "|" + Withdrawn) => ErrorMessage = "must be an ISO 4217 code of three capital letters, such as USD.";
}
