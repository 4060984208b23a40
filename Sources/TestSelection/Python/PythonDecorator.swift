/// Decorators by what they do to what they stand above.
enum PythonDecorator {
  /// Those that hand on what they are given, or wrap it, and tell nobody.
  private static let pure: Set<String> = [
    "property", "staticmethod", "classmethod", "wraps", "lru_cache", "cache", "cached_property", "abstractmethod",
    "abstractproperty", "overload", "contextmanager", "asynccontextmanager", "setter", "getter", "deleter", "final",
    "override", "total_ordering", "dataclass", "runtime_checkable", "coroutine", "unique",
  ]

  /// The last name of `@a.b(…)`, `nil` where it is anything else.
  static func name(_ line: PythonLine) -> String? {
    var place = 1
    var name: String?
    while place < line.lexemes.count, line.lexemes[place].token.isName {
      name = line.lexemes[place].name
      place += 1
      guard place < line.lexemes.count, line.lexemes[place].isMark(".") else { break }
      place += 1
    }
    return place == line.lexemes.count || line.lexemes[place].isMark("(") ? name : nil
  }

  /// Where those are.
  private static let libraries: Set<String> = [
    "abc", "builtins", "contextlib", "dataclasses", "enum", "functools", "types", "typing", "typing_extensions",
  ]

  static func isPure(_ line: PythonLine) -> Bool {
    guard let name = name(line), pure.contains(name) else { return false }
    guard line.lexemes.count > 2, line.lexemes[2].isMark(".") else { return true }
    // `@value.setter`
    return ["setter", "getter", "deleter"].contains(name) || libraries.contains(line.lexemes[1].name)
  }

  /// The names that the decorators of a function need, but for those that Python has of itself and the function's own.
  static func names(_ lines: [PythonLine], of function: String) -> Set<String> {
    Set(lines.flatMap(\.lexemes).filter { $0.token.isName }.map(\.name))
      .subtracting(["property", "staticmethod", "classmethod", "setter", "getter", "deleter", function])
  }

  static func read(_ line: PythonLine, into part: inout DefinitionFacts.Part) {
    let name = name(line)
    if name == "setter" || name == "deleter" { part.isSetter = true }
    if isPure(line) { return }
    // What a call gives back is a function that nobody looks into, so it is given a name that no function has.
    let isCall = line.lexemes.last?.isMark(")") == true
    part.decorators.insert(isCall ? "" : name ?? "")
  }
}
