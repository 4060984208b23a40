import GateConfiguration
import GateTestSupport
import Testing

@Suite struct LoaderFuzzTests {
  @Test(arguments: 0..<8)
  func `no change of a byte makes the loader trap`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let original = Array(Sample.everything.utf8)
    let alphabet = Array(":-{}[]&*!|>'\"#,%@`<~ \n\t1aé\\".utf8) + [0x00, 0xff, 0xc3]
    var refused = 0
    for _ in 0..<150 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
        case 2: bytes[index] = alphabet.randomElement(using: &random) ?? 0
        default: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...40, using: &random)))
        }
      }
      do {
        _ = try ConfigurationLoader.load(bytes, presets: Sample.presets)
      } catch {
        refused += 1
        #expect(!error.errors.isEmpty)
        for problem in error.errors {
          #expect(problem.line >= 1 && problem.column >= 1)
          #expect(!problem.message.utf8.contains { $0 < 0x20 }, "\(error)")
        }
      }
    }
    #expect(refused > 0)
  }

  @Test func `a large file of nonsense is refused without delay`() {
    // Each would take minutes if every error were compared with every other, or every name with every other.
    let keys = (0..<5_000).map { "k\($0): 1\n" }.joined()
    #expect(Sample.errors("version: 1\n" + keys).count == 5_000)
    let checks = (0..<2_000).map { "  check-\($0): { run: x }\n" }.joined()
    let listed = (0..<2_000).map { "    - chekc-\($0)x\n" }.joined()
    let errors = Sample.errors("version: 1\nchecks:\n\(checks)hooks:\n  pre-commit:\n\(listed)")
    #expect(errors.count == 2_000)
    let long = String(repeating: "a", count: 300_000)
    #expect(Sample.errors("version: 1\nchecks: {? \(long)b : {run: x}}\nhooks: {pre-commit: [\(long)]}").count == 2)
  }

  @Test func `a large gate.yml loads`() throws {
    let count = 500
    let checks = (0..<count).map { "  check-\($0): { run: make lint-\($0), files: \"src/\($0)/**\" }\n" }.joined()
    let hooks = (0..<count).map { "    - check-\($0)\n" }.joined()
    let configuration = try Sample.load("version: 1\nchecks:\n\(checks)hooks:\n  pre-commit:\n\(hooks)")
    #expect(configuration.checks.count == count)
    #expect(configuration.hooks["pre-commit"]?.count == count)
  }
}
