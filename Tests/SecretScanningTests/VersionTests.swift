import Testing

@testable import SecretScanning

@Suite struct VersionTests {
  @Test func `the version that is written down is that of the rules`() {
    #expect(
      SecretScanner.version == SecretScanner.computedVersion,
      "a rule changed: write \(SecretScanner.computedVersion) into SecretScanner+Version.swift")
  }
}
