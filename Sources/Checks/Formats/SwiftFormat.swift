import GateModel

extension OutputFormat {
  /// `swift format lint`: as gcc, on standard error, the rule in brackets before the message. Version 6.3
  /// takes a path that is no UTF-8 for a missing file, about which it says nothing.
  package static let swiftFormat = OutputFormat(name: "swift-format", missesRawPaths: true) {
    output, mapper throws(CheckError) in
    try OutputFormat.gcc.findings(Output(standardError: output.standardError), mapper)
  }
}
