import DocumentTree
import GateModel

/// A query of go-feature-flag, in either of its languages: JsonLogic where it is an object of JSON, and else its own.
enum GoQuery {
  /// Checks the query; the attributes that it asks for, each where it does.
  static func check(_ source: QuerySource, _ findings: inout FlagFindings) -> [Placed<String>] {
    let first = source.scalars.first { !$0.properties.isWhitespace }
    if first == "{" { return checkLogic(source, &findings) }
    let joined = JoinedLines(source.scalars)
    var parser = QueryParser(joined.scalars)
    do throws(QueryError) {
      try parser.parse()
    } catch {
      let help = joined.hasGlue(from: error.from, to: error.to) ? JoinedLines.help : error.help
      findings.add(
        .query, "the query does not parse: \(error.message)", at: range(error.from, error.to), help: help)
      return []
    }
    for note in parser.notes {
      findings.add(note.rule, note.message, at: range(note.from, note.to), severity: note.severity, help: note.help)
    }
    return parser.attributes.map { Placed($0.name, at: range($0.from, $0.to)) }

    func range(_ from: Int, _ to: Int) -> SourceRange { source.range(joined.origin(from), joined.origin(to)) }
  }

  private static func checkLogic(_ source: QuerySource, _ findings: inout FlagFindings) -> [Placed<String>] {
    var text = ""
    text.unicodeScalars.append(contentsOf: source.scalars)
    do throws(DocumentError) {
      var logic = GoLogic(source: source, findings: findings)
      logic.check(try JSONDocument.parse(Array(text.utf8)))
      findings = logic.findings
      return logic.attributes
    } catch {
      findings.add(
        .query, "the query is no JsonLogic: \(error.message)", at: source.range(error.position.range))
      return []
    }
  }
}
