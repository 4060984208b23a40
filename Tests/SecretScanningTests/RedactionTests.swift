import GateModel
import Testing

@testable import SecretScanning

@Suite struct RedactionTests {
  @Test(arguments: SecretRule.all.map(\.id))
  func `nothing of a finding holds half of the secret`(id: String) throws {
    let rule = try #require(SecretRule.all.first { $0.id == id })
    let scanner = try SecretScanner.everything.get()
    for example in rule.finds {
      let marked = MarkedText(example)
      for finding in try scanner.scan(marked.bytes, path: rule.examplePath) {
        let fields = [finding.message, finding.help ?? "", finding.fingerprint ?? "", finding.rule, "\(finding)"]
        for range in marked.ranges {
          let secret = Array(marked.bytes[range])
          let half = (secret.count + 1) / 2
          for start in 0...(secret.count - half) {
            let part = String(decoding: secret[start..<(start + half)], as: UTF8.self)
            #expect(!fields.contains { $0.contains(part) }, "\(id)")
          }
        }
      }
    }
  }

  @Test func `a preview is at most a quarter of the secret`() {
    for count in 1...200 {
      for prefixCount in 0...40 {
        let secret = Array(Sample.alphanumeric(count).utf8)[...]
        let preview = Redaction.preview(of: secret, prefixCount: prefixCount)
        #expect(preview.count - 1 <= count / 4)
      }
    }
  }

  @Test func `a preview shows the public prefix and the last two characters`() {
    #expect(
      Redaction.preview(of: Array("abcd_0123456789abcdefghijklmnopqrstuvXY".utf8)[...], prefixCount: 5) == "abcd_…XY")
    #expect(Redaction.preview(of: Array("correct-horse".utf8)[...], prefixCount: 0) == "…")
  }
}
