using Assay.ChatTemplates.Jinja.Builtins;
using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>Python's names of the types, for messages.</summary>
internal static class TypeNames
{
    public static string Of(object value) =>
        value switch
        {
            None => "NoneType",
            Undefined => "Undefined",
            bool => "bool",
            long => "int",
            double => "float",
            string => "str",
            ListValue => "list",
            TupleValue => "tuple",
            DictValue => "dict",
            Namespace => "Namespace",
            SliceValue => "slice",
            Loop => "LoopContext",
            Macro => "Macro",
            Cycler => "Cycler",
            Joiner => "Joiner",
            _ => "builtin_function_or_method",
        };
}
