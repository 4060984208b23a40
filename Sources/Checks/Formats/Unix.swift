import GateModel

extension OutputFormat {
  /// `path:line:column: message`, on either stream. A severity word and a rule in brackets are recognised.
  package static let unix = OutputFormat(name: "unix") { output, mapper throws(CheckError) in
    LocatedLine.all(in: output.standardOutput + [UInt8(ascii: "\n")] + output.standardError, mapper)
      .map { GCCMessage($0.text, unmarked: .error).finding(at: $0) }
  }
}
