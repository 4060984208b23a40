import GateModel
import GateTestSupport
import Testing
import TextMerge

@Suite struct ThreeWayMergeTests {
  private func merge(_ base: String, _ ours: String, _ theirs: String) -> String? {
    ThreeWayMerge.merge(base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `edits of different places are joined`() {
    #expect(merge("a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n") == "A\nb\nc\nd\nE\n")
    #expect(merge("a\nb\nc\n", "a\nb\nc\nd\n", "x\na\nb\nc\n") == "x\na\nb\nc\nd\n")
    #expect(merge("a\nb\nc\nd\n", "a\nd\n", "a\nb\nc\nd\ne\n") == "a\nd\ne\n")
    #expect(merge("a\nb\nc\nd\ne\n", "a\nd\ne\n", "a\nb\nc\nd\ne\nf\n") == "a\nd\ne\nf\n")
  }

  @Test func `one side that changed nothing leaves the other as it is`() {
    #expect(merge("a\n", "a\n", "b") == "b")
    #expect(merge("a\n", "", "a\n") == "")
    #expect(merge("", "a\n", "") == "a\n")
  }

  @Test func `the same edit on both sides counts once`() {
    #expect(merge("a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n") == "a\nB\nc\n")
    #expect(merge("a\nb\nc\nd\ne\n", "a\nB\nc\nd\nE\n", "a\nB\nc\nd\ne\n") == "a\nB\nc\nd\nE\n")
  }

  @Test func `different edits of one line, or of lines that touch, conflict`() {
    #expect(merge("a\nb\nc\n", "a\nB\nc\n", "a\nx\nc\n") == nil)
    #expect(merge("a\nb\nc\n", "a\nB\nc\n", "a\nb\nC\n") == nil)
    #expect(merge("a\nb\n", "a\nx\nb\n", "a\ny\nb\n") == nil)
    #expect(merge("a\nb\nc\n", "a\nc\n", "a\nB\nc\n") == nil)
  }

  @Test func `a line end that is missing is an edit of the last line`() {
    #expect(merge("a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nd\n") == "A\nb\nc\nd\n")
    #expect(merge("a\nb", "a\nb\n", "a\nB") == nil)
    #expect(merge("a\r\nb\r\nc\r\nd\r\n", "A\r\nb\r\nc\r\nd\r\n", "a\r\nb\r\nc\r\nD\r\n") == "A\r\nb\r\nc\r\nD\r\n")
  }

  @Test func `what is no text is taken whole or not at all`() {
    #expect(merge("a\0\nb\n", "a\0\nb\n", "x\0\nb\n") == "x\0\nb\n")
    #expect(merge("a\0\nb\nc\nd\n", "A\0\nb\nc\nd\n", "a\0\nb\nc\nD\n") == nil)
  }

  /// git is the oracle: where both join the edits they agree, and where git sees a conflict so does gate. The other way
  /// round gate may be the more careful one, but seldom.
  @Test(arguments: 0..<3)
  func `random edits are joined as git merge-file joins them`(round: Int) throws {
    var random = SeededGenerator(seed: UInt64(round) + 17)
    let directory = try TemporaryDirectory()
    var clean = 0
    var careful = 0
    for number in 0..<120 {
      let base = RandomText.lines(Int.random(in: 0...40, using: &random), &random)
      let ours = RandomText.edited(base, &random)
      let theirs = RandomText.edited(base, &random)
      let git = try GitMerge(directory.path).merge(base: base, ours: ours, theirs: theirs)
      let merged = ThreeWayMerge.merge(base: base, ours: ours, theirs: theirs)
      let text = "\(number): \(RandomText.shown(base)) | \(RandomText.shown(ours)) | \(RandomText.shown(theirs))"
      if let merged {
        #expect(git == merged, "\(text)")
        clean += 1
      } else if git != nil {
        careful += 1
      }
    }
    #expect(clean > 30)
    #expect(careful * 10 < clean, "\(careful) of \(clean)")
  }
}
