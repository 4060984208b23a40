import GateModel

extension OutputFormat {
  /// flake8's default: `path:line:column: CODE message`.
  package static let flake8 = OutputFormat(name: "flake8") { output, mapper throws(CheckError) in
    LocatedLine.all(in: output.standardOutput, mapper).map { line in
      let code = line.text.prefix { $0 != " " }
      let message = line.text.dropFirst(code.count).drop { $0 == " " }
      return Finding(
        rule: String(code), severity: .error, message: message.isEmpty ? String(code) : String(message),
        path: line.path, range: line.range)
    }
  }
}
