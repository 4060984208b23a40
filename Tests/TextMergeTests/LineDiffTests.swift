import GateModel
import GateTestSupport
import Testing

@testable import TextMerge

@Suite struct LineDiffTests {
  private func hunks(_ old: String, _ new: String) -> [String] {
    LineDiff.hunks(from: Lines(Array(old.utf8)), to: Lines(Array(new.utf8))).map { "\($0.old)>\($0.new)" }
  }

  @Test func `equal texts differ nowhere, and an empty one everywhere`() {
    #expect(hunks("a\nb\n", "a\nb\n") == [])
    #expect(hunks("", "") == [])
    #expect(hunks("", "a\n") == ["0..<0>0..<1"])
    #expect(hunks("a\nb\n", "") == ["0..<2>0..<0"])
  }

  @Test func `a line that was put in among equal ones is the last of them`() {
    #expect(hunks("a\na\nb\n", "a\na\na\nb\n") == ["2..<2>2..<3"])
    #expect(hunks("a\na\na\nb\n", "a\na\nb\n") == ["2..<3>2..<2"])
  }

  /// The new text comes of the old one and the hunks, and what is in no hunk is equal.
  @Test func `random texts: the hunks turn the old text into the new one`() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<400 {
      let kinds = Int.random(in: 2...30, using: &random)
      let old = Lines(RandomText.lines(Int.random(in: 0...60, using: &random), &random, kinds: kinds))
      let isEdit = Bool.random(using: &random)
      let new = Lines(
        isEdit
          ? RandomText.edited(old.bytes, &random, kinds: kinds)
          : RandomText.lines(Int.random(in: 0...60, using: &random), &random, kinds: kinds))
      #expect(rebuilt(old, new) == new.bytes)
    }
  }

  @Test func `no shorter list of differences exists for small texts`() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<200 {
      let old = Lines(RandomText.lines(Int.random(in: 0...25, using: &random), &random, kinds: 4))
      let new = Lines(RandomText.lines(Int.random(in: 0...25, using: &random), &random, kinds: 4))
      let changed = LineDiff.hunks(from: old, to: new).reduce(0) { $0 + $1.old.count + $1.new.count }
      #expect(changed == old.count + new.count - 2 * commonLength(old, new))
    }
  }

  @Test func `thirty thousand lines in another order are compared at once`() {
    var random = SeededGenerator(seed: 7)
    let lines = (0..<30_000).map { "line \($0 % 5_000)\n" }
    let old = Lines(Array(lines.joined().utf8))
    let new = Lines(Array(lines.shuffled(using: &random).joined().utf8))
    #expect(rebuilt(old, new) == new.bytes)
  }

  @Test func `git applies what a unified diff says`() throws {
    var random = SeededGenerator(seed: 8)
    let directory = try TemporaryDirectory()
    let git = GitMerge(directory.path)
    for _ in 0..<60 {
      let old = RandomText.lines(Int.random(in: 1...40, using: &random), &random)
      let new = RandomText.edited(old, &random)
      let diff = UnifiedDiff.hunks(from: old, to: new)
      if diff.isEmpty {
        #expect(old == new)
      } else if !new.isEmpty {
        #expect(try git.apply(diff, to: old) == new, "\(String(decoding: diff, as: UTF8.self))")
      }
    }
  }

  @Test func `a unified diff of distinct lines is git's`() throws {
    let directory = try TemporaryDirectory()
    let old = (1...40).map { "line \($0)\n" }
    var new = old
    new[38] = "line thirty-nine"
    new.removeLast()
    new.insert("more\n", at: 20)
    new.remove(at: 2)
    let (oldBytes, newBytes) = (Array(old.joined().utf8), Array(new.joined().utf8))
    let expected = try GitMerge(directory.path).diff(oldBytes, newBytes)
    // git adds the name of a function behind the second @@, where it sees one.
    let plain = String(decoding: expected, as: UTF8.self).split(separator: "\n").map { line in
      line.hasPrefix("@@") ? String(line[...(line.lastIndex(of: "@") ?? line.startIndex)]) : String(line)
    }
    let shown = String(decoding: UnifiedDiff.hunks(from: oldBytes, to: newBytes), as: UTF8.self)
    #expect(shown.split(separator: "\n").map(String.init) == plain)
  }

  private func rebuilt(_ old: Lines, _ new: Lines) -> [UInt8] {
    var bytes: [UInt8] = []
    var position = 0
    for hunk in LineDiff.hunks(from: old, to: new) {
      bytes += old[position..<hunk.old.lowerBound]
      bytes += new[hunk.new]
      position = hunk.old.upperBound
    }
    return bytes + old[position..<old.count]
  }

  /// By the table that the code must not build.
  private func commonLength(_ old: Lines, _ new: Lines) -> Int {
    var row = Array(repeating: 0, count: new.count + 1)
    for index in 0..<old.count {
      var diagonal = 0
      for column in 0..<new.count {
        let above = row[column + 1]
        row[column + 1] = old[index] == new[column] ? diagonal + 1 : max(above, row[column])
        diagonal = above
      }
    }
    return row[new.count]
  }
}
