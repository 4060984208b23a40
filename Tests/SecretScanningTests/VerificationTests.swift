import Testing

@testable import SecretScanning

@Suite struct VerificationTests {
  @Test func `CRC-32 and CRC-16 give their check values`() {
    #expect(CRC32.checksum("123456789".utf8) == 0xCBF4_3926)
    #expect(NKey.checksum(Array("123456789".utf8)[...]) == 0x31C3)
  }

  @Test func `base64 and base32 are undone`() {
    var generator = SeededGenerator(seed: 3)
    for count in 0...40 {
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      #expect(Base64.decode(Base64.encode(bytes)[...]) == bytes)
      #expect(Base32.decode(Array(Base32.encode(bytes).uppercased().utf8)[...]) == bytes)
    }
    #expect(Base64.encode(Array("foob".utf8)) == Array("Zm9vYg==".utf8))
  }

  @Test(arguments: [
    ("{}", 0), (#"{"a":1}"#, 1), (#" {"a": {"b": [1, "x\"", null]}, "c": -1.5e3} "#, 2),
  ])
  func `an object tells its members`(text: String, count: Int) {
    #expect(JSONText.keys(of: Array(text.utf8))?.count == count)
  }

  @Test(arguments: [
    "", "[]", "{", #"{"a"}"#, #"{"a":}"#, "{a:1}", #"{"a":1}x"#, String(repeating: #"{"a":"#, count: 100),
  ])
  func `what is no object has no members`(text: String) {
    #expect(JSONText.keys(of: Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    "EXAMPLEKEY0123", "xxxxxxxxxxxx", "1234567890abcdef", "your-token-here", "${TOKEN}", "<token>", "{{ secret }}",
    "changeme123",
    "abcdefghijklmnop", "aaaaaaaaaaaaaaaaaaaaaaaa", "deadbeefdeadbeef", "abc123abc123abc123", "9876543210fedcba", "",
  ])
  func `a placeholder is seen`(text: String) {
    #expect(Placeholder.isMadeUp(Array(text.utf8)[...]))
  }

  @Test func `random text is no placeholder`() {
    for seed in 1...500 {
      for members in [ByteClass.hex, .alphanumeric, .base32, .base64] {
        let text = Sample.text(32, of: members, seed: UInt64(seed))
        #expect(!Placeholder.isMadeUp(Array(text.utf8)[...]), "\(text)")
      }
    }
  }

  @Test func `entropy is that of the distribution`() {
    #expect(Randomness.entropy(of: Array("aaaa".utf8)) == 0)
    #expect(Randomness.entropy(of: Array("abab".utf8)) == 1)
    #expect(Randomness.entropy(of: Array("abcd".utf8)) == 2)
    #expect(Randomness.entropy(of: []) == 0)
  }
}
