import Testing

@testable import SecretScanning

@Suite struct VerificationTests {
  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test func `SHA-256 gives the values of FIPS 180-4`() {
    #expect(hex(SHA256.hash(Array("abc".utf8))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(hex(SHA256.hash([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let long = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
    #expect(hex(SHA256.hash(long)) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    let million = Array(repeating: UInt8(ascii: "a"), count: 1_000)
    #expect(hex(SHA256.hash(million)) == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
  }

  @Test func `HMAC gives the values of RFC 4231`() {
    let first = SHA256.authenticationCode(Array("Hi There".utf8), key: Array(repeating: 0x0b, count: 20))
    #expect(hex(first) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    let long = SHA256.authenticationCode(
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8), key: Array(repeating: 0xaa, count: 131))
    #expect(hex(long) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }

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
