import Digests
import Testing

@Suite struct Digest160Tests {
  /// FIPS 180-4, examples of SHA-1.
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
  ])
  func `the standard's examples come out`(message: String, digest: String) {
    #expect(Digest256.hex(Digest160.of(message.utf8)) == digest)
  }

  @Test func `pieces make no difference, and a copy goes its own way`() {
    var stream = Digest160.Stream()
    stream.update("a".utf8)
    var copy = stream
    stream.update("bc".utf8)
    copy.update("x".utf8)
    #expect(stream.finish() == Digest160.of("abc".utf8))
    #expect(copy.finish() == Digest160.of("ax".utf8))
  }
}
