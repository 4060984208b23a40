import GateModel
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

  @Test func `base58 is undone, and its checksum told`() {
    var generator = SeededGenerator(seed: 4)
    for count in 1...40 {
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      #expect(Base58.decode(Array(Base58.encode(bytes).utf8)[...]) == bytes)
      #expect(Base58.hasChecksum(bytes + Base58.checksum(bytes)))
      #expect(!Base58.hasChecksum(bytes + [0, 0, 0, 0]))
    }
    #expect(Base58.encode(Array("Hello World!".utf8)) == "2NEpo7TZRRrLZSi2U")
    #expect(Base58.decode(Array("0OIl".utf8)[...]) == nil)
  }

  @Test func `bech32 has a checksum`() {
    // BIP-0173's own examples, and the key that age's tests use.
    let key = "AGE-SECRET-" + "KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    for text in ["A12UEL5L", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "?1ezyfcl", key] {
      #expect(Bech32.hasChecksum(Array(text.utf8)[...]), "\(text)")
      #expect(!Bech32.hasChecksum(Array((text.dropLast() + "p").utf8)[...]), "\(text)")
    }
    for text in ["", "1", "pzry9x0s0muk", "de1lg7w\u{ff}", "li1dgmt3", "abc1bbbbbbbb"] {
      #expect(!Bech32.hasChecksum(Array(text.utf8)[...]), "\(text)")
    }
  }

  @Test func `a macaroon tells where it is good for`() {
    let bytes = Macaroon.sample(location: "pypi.org", identifier: "abc")
    #expect(Macaroon.location(of: bytes) == "pypi.org")
    for count in 0..<12 { #expect(Macaroon.location(of: Array(bytes.prefix(count))) == nil) }
    #expect(Macaroon.location(of: [2, 1, 200] + bytes) == nil)
  }

  @Test func `a phrase of words has a checksum`() throws {
    // The first of the test vectors that BIP-0039 names (github.com/trezor/python-mnemonic/blob/master/vectors.json).
    let words = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    #expect(RecoveryPhrase.judge(Array(words.utf8)[...]) == .holds)
    let longer =
      "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol"
      + " group space point ten exist slush involve unfold"
    #expect(RecoveryPhrase.judge(Array(longer.utf8)[...]) == .holds)
    guard case .doubtful = RecoveryPhrase.judge(Array(words.replacing("yellow", with: "year").utf8)[...]) else {
      throw Unexpected()
    }
    #expect(RecoveryPhrase.judge(Array("all that is gold does not glitter and not all wander".utf8)[...]) == .refuted)
  }

  @Test func `the number of a card has a check digit`() {
    let start = "4539" + "148803436"
    let numbers = (0...9).map { "\(start)46\($0)" }
    let judged = numbers.map { PaymentCard.judge(Array($0.utf8)[...]) }
    #expect(judged.count { $0 == .holds } == 1)
    #expect(!judged.contains(.refuted))
    for text in [
      "4242 4242 4242 4242", "4111-1111-1111-1111", "378282246310005", "4012888888881881", "1234567812345670",
    ] {
      #expect(PaymentCard.judge(Array(text.utf8)[...]) == .refuted, "\(text)")
    }
  }

  @Test func `a Stellar seed has a checksum`() {
    // SEP-0023's example seed.
    let seed = "SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUSSBLLZ5GNW7JXHDIYKXZ" + "WHOKR"
    #expect(Checksum.strkey.holds(for: Array(seed.utf8)[...], prefixCount: 1))
    #expect(!Checksum.strkey.holds(for: Array((seed.dropLast() + "A").utf8)[...], prefixCount: 1))
  }

  @Test func `a password that is the name of the user counts where a server on the internet is asked`() throws {
    let word = Sample.lower(8)
    for (url, isFound) in [
      ("mongodb+srv://\(word):\(word)@c0.x1.mongodb.net/x", true), ("postgres://\(word):\(word)@db/app", false),
      ("http://\(word):\(word)@127.0.0.1:80/", false), ("postgres://u\(word):\(word)@db/app", true),
    ] {
      let found = try SecretScanner().scan(Array(url.utf8), path: "a.txt")
      #expect(found.map(\.rule) == (isFound ? ["url-password"] : []), "\(url)")
    }
  }

  @Test func `an AWS key id tells the account`() {
    let id = "AS" + "IAY34FZKBOKMUTVV7A"
    #expect(AWSKeyID.account(of: Array(id.utf8)[...]) == "609629065308")
    #expect(AWSKeyID.account(of: Array("AS\("IA")Y34FZKBOKMUTVV71".utf8)[...]) == nil)
  }

  @Test(arguments: [
    ("<api_key>V</api_key>", true), ("<entry key=\"api_key\">V</entry>", true), ("a > api_key > V", false),
    ("- name: API_KEY\n  value: \"V\"", true), ("{\"name\": \"api_key\", \"value\": \"V\"}", true),
    ("<add key=\"ApiKey\" value=\"V\"/>", true), ("run --api-key V", true), ("ENV API_KEY V", true),
    ("the API_KEY V", false),
    ("name  = \"api_key\"\n  value = \"V\"", true), ("?api_key=V&a=b", true), ("{\\\"api_key\\\": \\\"V\\\"}", true),
    ("api-key.value = V", true), ("api_key == V", false),
  ])
  func `a value is found where it is assigned`(text: String, isAssigned: Bool) throws {
    let bytes = Array(text.utf8)
    let folded = Array(text.lowercased().utf8)
    let places = folded.indices.filter { start in
      ["api_key", "api-key", "apikey"].contains { ASCII.has($0, at: start, in: folded) }
    }
    let start = try #require(places.first)
    let value = bytes.withView { bytes in
      let name = Assignment.name(in: bytes, anchor: start..<(start + 6))
      return Assignment(in: bytes, name: name).map { bytes[$0.valueStart] }
    }
    #expect((value == UInt8(ascii: "V")) == isAssigned)
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

private struct Unexpected: Error {}
