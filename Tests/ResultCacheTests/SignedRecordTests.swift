import GateModel
import GateTestSupport
import Testing

@testable import ResultCache

/// Records and the message around them, as bytes.
@Suite struct SignedRecordTests {
  private let records = SignedRecord(signingKey: Array("0123456789abcdef".utf8))

  @Test func `a record opens under its key alone`() throws {
    let record = try #require(records.sealed(Samples.verdict(), under: Samples.key(0)))
    #expect(records.opened(record, under: Samples.key(0)) == Samples.verdict())
    #expect(records.opened(record, under: Samples.key(1)) == nil)
    let stranger = SignedRecord(signingKey: Array("0123456789abcdeF".utf8))
    #expect(stranger.opened(record, under: Samples.key(0)) == nil)
  }

  @Test func `a record with any bit altered, cut short or made longer does not open`() throws {
    let record = try #require(records.sealed(Samples.verdict(), under: Samples.key(0)))
    for index in record.indices {
      for bit in 0..<8 {
        var altered = record
        altered[index] ^= 1 << bit
        #expect(records.opened(altered, under: Samples.key(0)) == nil, "\(index), \(bit)")
      }
      #expect(records.opened(Array(record[..<index]), under: Samples.key(0)) == nil)
    }
    #expect(records.opened(record + [0], under: Samples.key(0)) == nil)
  }

  @Test func `names and signatures are what openssl computes`() throws {
    // Each part after its length in eight bytes, big-endian.
    let key = Samples.key(0)
    let message = Array("\0\0\0\0\0\0\0\u{12}gate-remote-name/1\0\0\0\0\0\0\0\u{20}".utf8) + key.bytes
    let result = try runProcess(
      "openssl", ["dgst", "-sha256", "-hmac", "0123456789abcdef", "-r"], stdin: message)
    #expect(result.output.prefix(64) == records.name(of: key))
  }

  @Test func `a result is the message that the Remote Execution API defines`() {
    let result = ActionResult(file: Array("abc".utf8))
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    var expected: [UInt8] = [0x12, 0x59, 0x0a, 0x0c]
    expected += Array("gate-verdict".utf8) + [0x12, 0x44, 0x0a, 0x40] + Array(hash.utf8)
    expected += [0x10, 0x03, 0x2a, 0x03] + Array("abc".utf8)
    #expect(result.encoded == expected)
    #expect(ActionResult(decoding: expected) == result)
  }

  @Test func `what a server adds to a result is passed over`() {
    let result = ActionResult(file: Array("abc".utf8))
    // An exit code of 0, a standard output, execution metadata, another file, and fields of types that nobody uses yet.
    let additions: [[UInt8]] = [
      [0x20, 0x00], [0x2a, 0x01, 0x78], [0x4a, 0x03, 0x0a, 0x01, 0x77], [0x12, 0x03, 0x0a, 0x01, 0x78],
      [0xf9, 0x01, 1, 2, 3, 4, 5, 6, 7, 8], [0xfd, 0x01, 1, 2, 3, 4],
    ]
    for addition in additions {
      #expect(ActionResult(decoding: addition + result.encoded) == result)
      #expect(ActionResult(decoding: result.encoded + addition) == result)
    }
  }

  @Test func `a result that failed, or without our file, is none`() {
    let result = ActionResult(file: Array("abc".utf8))
    #expect(ActionResult(decoding: result.encoded + [0x20, 0x01]) == nil)
    #expect(ActionResult(decoding: []) == nil)
    #expect(ActionResult(decoding: [0x2a, 0x01, 0x78]) == nil)
    for count in 0..<result.encoded.count { #expect(ActionResult(decoding: Array(result.encoded[..<count])) == nil) }
  }
}
