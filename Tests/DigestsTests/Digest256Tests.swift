import Digests
import Testing

@Suite struct Digest256Tests {
  /// FIPS 180-4, examples of SHA-256.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `the standard's examples come out`(message: String, digest: String) {
    #expect(Digest256.hex(Digest256.of(message.utf8)) == digest)
  }

  @Test(arguments: [1, 63, 64, 65, 999_983])
  func `pieces make no difference`(size: Int) {
    let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    var stream = Digest256.Stream()
    for start in stride(from: 0, to: message.count, by: max(size, 997)) {
      let end = min(start + max(size, 997), message.count)
      let middle = min(start + size, end)
      stream.update(message[start..<middle])
      stream.update(message[middle..<end])
    }
    let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(Digest256.hex(stream.finish()) == digest)
  }

  @Test func `a stream may go on after it was asked`() {
    var stream = Digest256.Stream()
    stream.update("a".utf8)
    let early = stream.finish()
    stream.update("bc".utf8)
    #expect(early == Digest256.of("a".utf8))
    #expect(stream.finish() == Digest256.of("abc".utf8))
  }

  /// RFC 4231, test cases 1, 2 and 6 (a key longer than a block).
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0b, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `a keyed digest is HMAC`(key: [UInt8], message: String, digest: String) {
    #expect(Digest256.hex(Digest256.authenticated(Array(message.utf8), key: key)) == digest)
  }
}
