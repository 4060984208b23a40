import GateModel
import GateTestSupport
import Testing

@Suite struct RepositoryPathOrderTests {
  @Test func `paths are in the order of their bytes`() {
    var random = SeededGenerator(seed: 5)
    let bytes: [UInt8] = [0, 1, 0x2D, 0x2F, 0x61, 0x62, 0x7F, 0x80, 0xFF]
    func path() -> RepositoryPath {
      let count = Int.random(in: 0...20, using: &random)
      // Long common beginnings, and every byte that could be taken for a sign.
      let start = [UInt8](repeating: 0x61, count: Int.random(in: 0...count, using: &random))
      let end = (start.count..<count).map { _ in bytes[Int.random(in: bytes.indices, using: &random)] }
      return RepositoryPath(bytes: start + end)
    }
    for _ in 0..<5000 {
      let (left, right) = (path(), path())
      #expect((left < right) == left.bytes.lexicographicallyPrecedes(right.bytes))
      #expect(!(left < left))
    }
  }
}
