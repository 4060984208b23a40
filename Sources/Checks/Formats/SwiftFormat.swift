import GateModel

extension OutputFormat {
  /// `swift format lint`: as gcc, on standard error, the rule in brackets before the message.
  package static let swiftFormat = OutputFormat(name: "swift-format") { output, mapper throws(CheckError) in
    try OutputFormat.gcc.findings(Output(standardError: output.standardError), mapper)
  }
}
