using System.Reflection;

namespace CampaignFunctions.Tests.Architecture;

/// <summary>What an assembly offers, a line for each type, base and member, so that what is offered twice can be compared.</summary>
internal static class Signatures
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const TypeAttributes Kind = TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.Interface;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of);

    private static IEnumerable<string> Of(Type type)
    {
        var kind = $"{type} is {type.Attributes & Kind}{(type.IsSubclassOf(typeof(Attribute)) ? $", for {type.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn}" : null)} : {type.BaseType}";
        if (type.IsEnum)
            return [kind, .. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(one => $"{type}.{one.Name} = {one.GetRawConstantValue()}")];
        if (type.IsSubclassOf(typeof(Delegate)))
            return [kind, MemberOf(type, type.GetMethod("Invoke")!)];

        return
        [
            kind,
            .. type.GetInterfaces().Where(one => one.IsVisible).Select(one => $"{type} : {one}"),
            // The constructors of what is abstract are called by no one.
            .. type.GetConstructors(Declared).Where(one => IsOpen(one) && !type.IsAbstract).Select(one => $"{type}({ParametersOf(one)})"),
            .. type.GetMethods(Declared).Where(IsOpen).Select(one => MemberOf(type, one)),
        ];
    }

    private static string MemberOf(Type type, MethodInfo method) => $"{type}.{method.Name}{GenericsOf(method)}({ParametersOf(method)}) : {method.ReturnType}{AsItIs(method)}";

    private static bool IsOpen(MethodBase member) => member.IsPublic || member.IsFamily || member.IsFamilyOrAssembly;

    private static string? GenericsOf(MethodInfo method) => method.IsGenericMethod
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(one => $"{one} {one.GenericParameterAttributes} {string.Join(' ', one.GetGenericParameterConstraints().AsEnumerable())}"))}>"
        : null;

    private static string ParametersOf(MethodBase member) => string.Join(", ", member.GetParameters().Select(one =>
        $"{(one.IsDefined(typeof(ParamArrayAttribute)) ? "params " : null)}{one.ParameterType} {one.Name}{(one.HasDefaultValue ? $" = {one.DefaultValue ?? "default"}" : null)}"));

    private static string AsItIs(MethodInfo method) =>
        (method.IsPublic ? null : ", protected") + (method.IsStatic ? ", static" : null) + (method.IsAbstract ? ", abstract" : method is { IsVirtual: true, IsFinal: false } ? ", virtual" : null);
}
