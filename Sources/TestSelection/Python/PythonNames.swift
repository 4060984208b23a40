/// Words of the language and of its library.
enum PythonNames {
  static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// Types whose attributes are none of the project's.
  static let builtinTypes: Set<String> = [
    "str", "bytes", "bytearray", "int", "float", "complex", "bool", "list", "tuple", "dict", "set", "frozenset",
    "object",
  ]

  /// Classes that call no method of those that derive from them but special ones.
  static let quietBases: Set<String> = [
    "object", "ABC", "Generic", "Protocol", "BaseException", "Exception", "ArithmeticError", "AssertionError",
    "AttributeError", "BufferError", "EOFError", "FloatingPointError", "GeneratorExit", "ImportError", "IndexError",
    "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError", "NameError",
    "NotImplementedError", "OSError", "IOError", "EnvironmentError", "OverflowError", "RecursionError",
    "ReferenceError",
    "RuntimeError", "StopIteration", "StopAsyncIteration", "SyntaxError", "SystemError", "SystemExit", "TypeError",
    "UnicodeError", "ValueError", "ZeroDivisionError", "Warning", "DeprecationWarning", "FutureWarning",
    "PendingDeprecationWarning", "RuntimeWarning", "SyntaxWarning", "UserWarning", "ImportWarning", "BytesWarning",
    "ResourceWarning", "ConnectionError", "FileNotFoundError", "PermissionError", "TimeoutError", "FileExistsError",
  ]

  /// Methods that the library calls on whatever it is handed.
  static let protocolMethods: Set<String> = [
    "read", "read1", "readline", "readlines", "readinto", "write", "writelines", "flush", "close", "aclose", "seek",
    "tell", "truncate", "fileno", "isatty", "readable", "writable", "seekable", "detach", "keys", "items", "values",
    "get", "pop", "popitem", "update", "copy", "append", "extend", "insert", "remove", "clear", "count", "index", "add",
    "discard", "acquire", "release", "send", "throw", "recv", "sendall", "connect", "run", "emit", "handle", "filter",
    "format", "mro", "utcoffset", "dst", "tzname", "fromutc", "find_spec", "find_module", "load_module", "exec_module",
    "create_module", "get_source", "is_package", "default", "encode", "decode", "reset", "feed", "getstate", "setstate",
    "update_wrapper", "digest", "hexdigest", "task_done", "put", "result", "cancel", "done", "set_result",
    "set_exception", "add_done_callback", "as_integer_ratio", "bit_length", "conjugate", "real", "imag", "numerator",
    "denominator",
  ]

  /// Special methods that run when a class is made, or is asked of others.
  static let classMethods: Set<String> = [
    "__init_subclass__", "__set_name__", "__class_getitem__", "__prepare__", "__instancecheck__", "__subclasscheck__",
    "__subclasshook__", "__mro_entries__",
  ]
}
