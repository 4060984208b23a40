import GateModel
import HookInstallation
import Testing

@Suite struct PushInputTests {
  static let first = String(repeating: "1a", count: 20)
  static let second = String(repeating: "b2", count: 20)
  static let zero = String(repeating: "0", count: 40)

  private func parse(_ text: String) throws -> [RefUpdate] { try PushInput.parse(Array(text.utf8)) }

  @Test func `nothing pushed, nothing listed`() throws {
    #expect(try parse("") == [])
  }

  @Test func `branches, tags, new and deleted refs come in order`() throws {
    let updates = try parse(
      """
      refs/heads/main \(Self.first) refs/heads/main \(Self.second)
      refs/tags/v1 \(Self.second) refs/tags/v1 \(Self.zero)
      (delete) \(Self.zero) refs/heads/gone \(Self.first)

      """)
    let first = try #require(ObjectID(hex: Self.first))
    let second = try #require(ObjectID(hex: Self.second))
    #expect(
      updates == [
        RefUpdate(
          localRef: RefName("refs/heads/main"), localID: first, remoteRef: RefName("refs/heads/main"), remoteID: second),
        RefUpdate(
          localRef: RefName("refs/tags/v1"), localID: second, remoteRef: RefName("refs/tags/v1"), remoteID: nil),
        RefUpdate(localRef: RefName("(delete)"), localID: nil, remoteRef: RefName("refs/heads/gone"), remoteID: first),
      ])
    #expect(updates.map(\.remoteRef.isTag) == [false, true, false])
    #expect(updates.map(\.remoteRef.isBranch) == [true, false, true])
  }

  @Test func `what was pushed may have spaces in its name`() throws {
    let update = try #require(try parse("HEAD@{1 day ago} \(Self.first) refs/heads/x \(Self.zero)\n").first)
    #expect(update.localRef == RefName("HEAD@{1 day ago}"))
    #expect(update.remoteRef == RefName("refs/heads/x"))
  }

  @Test func `names are bytes`() throws {
    let name = [UInt8]("refs/heads/".utf8) + [0xff, 0x09]
    let line = name + " \(Self.first) ".utf8 + name + " \(Self.zero)\n".utf8
    let update = try #require(try PushInput.parse(line).first)
    #expect(update.localRef.bytes == name)
    #expect(update.remoteRef.description == #""refs/heads/\377\t""#)
  }

  @Test func `SHA-256 ids are ids`() throws {
    let long = String(repeating: "c3", count: 32)
    let zero = String(repeating: "0", count: 64)
    let update = try #require(try parse("refs/heads/a \(long) refs/heads/a \(zero)\n").first)
    #expect(update.localID?.description == long)
    #expect(update.remoteID == nil)
  }

  @Test func `a lost end of line is forgiven`() throws {
    #expect(try parse("a \(Self.first) b \(Self.second)") == parse("a \(Self.first) b \(Self.second)\n"))
  }

  @Test(arguments: [
    "refs/heads/main", "", " ", "a b c d", "a \(first) b", "\(first) b \(second)", " \(first) b \(second)",
    "a \(first) b \(second) ", "a \(first)  \(second)", "a \(first) b \(second)\r", "a \(first.dropLast()) b \(second)",
    "a \(first)\(second.prefix(24)) b \(second)", "a \(first) b \(second)\0", "a\t\(first)\tb\t\(second)",
  ])
  func `a line of another form is refused with its number`(line: String) {
    let good = "a \(Self.first) b \(Self.second)\n"
    let error = #expect(throws: PushInput.SyntaxError.self) { try parse(good + line + "\n" + good) }
    #expect(error?.line == 2)
    #expect(error?.message.isEmpty == false)
  }
}
