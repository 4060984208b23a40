import GateModel

extension OutputFormat {
  /// `yamllint -f parsable`: `path:line:column: [level] message (rule)`.
  package static let yamllint = OutputFormat(name: "yamllint") { output, mapper throws(CheckError) in
    LocatedLine.all(in: output.standardOutput, mapper).compactMap { line in
      guard let (level, text) = line.text.leadingBrackets() else { return nil }
      let (message, rule) = text.trailing("(", ")") ?? (text, "yamllint")
      return Finding(
        rule: rule, severity: level == "error" ? .error : .warning, message: message, path: line.path,
        range: line.range)
    }
  }
}
