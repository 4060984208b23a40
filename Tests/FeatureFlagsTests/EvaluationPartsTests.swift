import GateTestSupport
import Testing

@testable import FeatureFlags

/// Hashes, encodings and numbers, of which the evaluation is made.
@Suite struct EvaluationPartsTests {
  @Test(
    arguments: [
      ("", 0), ("a", 0x3C25_69B2), ("ab", 0x9BBF_D75F), ("abc", 0xB3DD_93FA), ("abcd", 0x43ED_676A),
      ("hello, world", 345_750_399), ("ann844", 4_149_020_332),
    ] as [(String, UInt32)])
  func `the hash is that of the published algorithm`(text: String, hash: UInt32) {
    #expect(MurmurHash3.hash(text.utf8) == hash)
    #expect(MurmurHash3.hash(Array(text.utf8)) == hash)
  }

  // From the tables of public test vectors of the algorithm.
  @Test(
    arguments: [
      ([], 1, 0x514E_28B7), ([], 0xFFFF_FFFF, 0x81F1_6F39), ([0xFF, 0xFF, 0xFF, 0xFF], 0, 0x7629_3B50),
      ([0x21, 0x43, 0x65, 0x87], 0, 0xF55B_516B), ([0x21, 0x43, 0x65, 0x87], 0x5082_EDEE, 0x2362_F9DE),
      ([0x21, 0x43, 0x65], 0, 0x7E4A_8634), ([0x21, 0x43], 0, 0xA0F7_B07A), ([0x21], 0, 0x7266_1CF4),
      ([0, 0, 0, 0], 0, 0x2362_F9DE), ([0, 0, 0], 0, 0x85F0_B427), ([0, 0], 0, 0x30F4_C306), ([0], 0, 0x514E_28B7),
    ] as [([UInt8], UInt32, UInt32)])
  func `the hash takes every length and seed`(bytes: [UInt8], seed: UInt32, hash: UInt32) {
    #expect(MurmurHash3.hash(bytes, seed: seed) == hash)
  }

  @Test(
    arguments: [
      ("0", "00"), ("23", "17"), ("24", "1818"), ("1000", "1903e8"), ("1e10", "1b00000002540be400"), ("-1", "20"),
      ("-0.0", "00"), ("-9223372036854775808", "3b7fffffffffffffff"), ("18446744073709551616", "fa5f800000"),
      ("0.1", "fb3fb999999999999a"), ("1.5", "f93e00"), ("65504.5", "fa477fe080"), ("5.960464477539063e-08", "f90001"),
      ("6.103515625e-05", "f90400"), ("3.0517578125e-05", "f90200"), ("1e300", "fb7e37e43c8800759c"),
      ("100000.5", "fa47c35040"), ("null", "f6"), ("[true,false]", "82f5f4"), ("\"é\"", "62c3a9"),
      (#"{"b":1,"aa":[null,true],"b":2}"#, "a261620262616182f6f5"),
    ])
  func `a value is encoded by the rules of canonical CBOR`(json: String, hex: String) throws {
    let value = try #require(try FlagContexts.context(Array("{\"x\": \(json)}".utf8))["x"])
    let bytes = CanonicalCBOR.bytes(of: value).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    #expect(bytes.joined() == hex)
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-2.5, "-2.5"), (0.1, "0.1"), (1e20, "100000000000000000000"), (1e21, "1e+21"),
      (1.5e300, "1.5e+300"), (0.000001, "0.000001"), (0.0000015, "0.0000015"), (1e-7, "1e-7"), (1.25e-9, "1.25e-9"),
      (123456789012345680, "123456789012345680"), (.nan, "NaN"), (-.infinity, "-Infinity"), (100, "100"),
      (1234.5678, "1234.5678"),
    ] as [(Double, String)])
  func `a number is written as JavaScript writes it`(number: Double, text: String) {
    #expect(NumberText.text(of: number) == text)
  }

  @Test(arguments: [
    ("1.0.0-alpha", "1.0.0-alpha.1"), ("1.0.0-alpha.1", "1.0.0-alpha.beta"), ("1.0.0-alpha.beta", "1.0.0-beta"),
    ("1.0.0-beta", "1.0.0-beta.2"), ("1.0.0-beta.2", "1.0.0-beta.11"), ("1.0.0-beta.11", "1.0.0-rc.1"),
    ("1.0.0-rc.1", "1.0.0"), ("1.0.0", "1.0.1"), ("1.9", "1.10"), ("v1", "V2-rc"),
    ("1.0.99999999999999999999", "1.0.100000000000000000000"),
  ])
  func `versions come in the order of semver`(first: String, second: String) throws {
    let (left, right) = (try #require(SemanticVersion(first)), try #require(SemanticVersion(second)))
    #expect(left < right)
    #expect(!(right < left))
  }

  @Test(arguments: [
    "", "v", "1.2.3.4", "1..2", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.0-a..b", "a", "1.0.0 ", "vv1",
  ])
  func `what is no version is none`(text: String) {
    #expect(SemanticVersion(text) == nil)
  }

  @Test func `the ends of the hash fall where they should`() {
    let ends: [UInt32] = [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF]
    #expect(ends.map { Bucketing.exact.index(of: $0, in: [50, 50]) } == [0, 0, 0, 1, 1])
    #expect(ends.map { Bucketing.encoded.index(of: $0, in: [1, 0, Int(Int32.max) - 1]) } == [0, 0, 2, 2, 2])
    // Of a hundred parts the two in the middle are the ends: the hash is taken with its sign.
    #expect(ends.map { Bucketing.percent.index(of: $0, in: [50, 50]) } == [0, 0, nil, nil, 0])
  }

  @Test(arguments: Bucketing.allCases)
  func `every weight gets its share`(bucketing: Bucketing) {
    var counts = [0, 0, 0]
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      guard let index = bucketing.index(of: UInt32.random(in: 0 ... .max, using: &random), in: [50, 30, 20]) else {
        continue
      }
      counts[index] += 1
    }
    #expect(
      (9700...10300).contains(counts[0]) && (5700...6300).contains(counts[1]) && (3700...4300).contains(counts[2]))
    #expect(bucketing.index(of: .max, in: [0, 0]) == nil)
    #expect(bucketing.index(of: 7, in: [Int(Int32.max), 1]) == nil)
  }
}
