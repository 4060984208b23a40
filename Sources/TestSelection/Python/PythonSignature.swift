/// What stands between the brackets of a function's header.
struct PythonSignature {
  /// The names of its parameters.
  private(set) var parameters: [String] = []
  /// Annotations and defaults that are no plain values.
  private(set) var computed: [PythonLine] = []

  /// - Parameter header: up to the colon.
  init(_ header: PythonLine) {
    guard let open = header.lexemes.firstIndex(where: { $0.isMark("(") }), let close = header.closing(open) else {
      return
    }
    for argument in header.arguments(from: open + 1, to: close) {
      guard let start = argument.lexemes.firstIndex(where: { !$0.isMark("*") }), argument.lexemes[start].token.isName
      else { continue }
      parameters.append(argument.lexemes[start].name)
      let rest = argument.part((start + 1)..<argument.lexemes.count)
      let equals = rest.topLevel(where: { $0.isMark("=") }) ?? rest.lexemes.count
      add(rest.part(0..<equals))
      if equals < rest.lexemes.count { add(rest.part((equals + 1)..<rest.lexemes.count)) }
    }
    // Type parameters before the bracket, and what is returned behind it.
    add(header.part(min(open, 3)..<open))
    add(header.part((close + 1)..<header.lexemes.count))
  }

  private mutating func add(_ line: PythonLine) {
    guard
      line.lexemes.contains(where: {
        $0.token.isName && !["None", "True", "False"].contains($0.name) || $0.string.isFormatted
      })
    else { return }
    var line = line
    line.column = 0
    computed.append(line)
  }

  /// All names in `computed`.
  var names: Set<String> {
    Set(
      computed.flatMap(\.lexemes).filter { $0.token.isName && !PythonNames.keywords.contains($0.name) }.map(\.name))
  }
}
