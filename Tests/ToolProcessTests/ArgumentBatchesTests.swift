import GateModel
import Testing
import ToolProcess

@Suite struct ArgumentBatchesTests {
  @Test func `ten thousand long paths are split so that each command fits`() throws {
    let paths = (0..<10_000).map { Array((String(repeating: "d/", count: 200) + "\($0)").utf8) }
    let batches = try #require(ArgumentBatches.split(paths, byteLimit: 100_000, width: 4))
    #expect(batches.flatMap { $0 } == paths)
    #expect(batches.allSatisfy { $0.reduce(0) { $0 + $1.count + 9 } <= 100_000 })
    #expect(batches.count > 40)
  }

  @Test func `short lists are balanced over the cores`() throws {
    let paths = (0..<100).map { Array("f\($0)".utf8) }
    #expect(ArgumentBatches.split(paths, byteLimit: 100_000, width: 4)?.map(\.count) == [25, 25, 25, 25])
    #expect(ArgumentBatches.split(Array(paths[..<9]), byteLimit: 100_000, width: 4)?.map(\.count) == [9])
    #expect(ArgumentBatches.split(Array(paths[..<17]), byteLimit: 100_000, width: 4)?.map(\.count) == [9, 8])
    #expect(ArgumentBatches.split([], byteLimit: 100_000, width: 4) == [])
  }

  @Test func `a path that fits no command is told`() {
    #expect(ArgumentBatches.split([[UInt8](repeating: 65, count: 200)], byteLimit: 100, width: 1) == nil)
  }

  @Test func `a leading dash becomes harmless`() {
    #expect(ArgumentBatches.argument("-rf") == Array("./-rf".utf8))
    #expect(ArgumentBatches.argument("a/-rf") == Array("a/-rf".utf8))
  }

  @Test func `a big environment leaves less room`() {
    let small = ArgumentBatches.byteLimit(environment: [:], fixed: [])
    let big = ArgumentBatches.byteLimit(environment: ["X": String(repeating: "x", count: 1_500_000)], fixed: [])
    #expect(big < small)
  }
}
