import GateModel
import Testing

@Suite struct FileSelectorTests {
  @Test func `nothing said selects everything`() {
    #expect(FileSelector().matches("any/file"))
    #expect(FileSelector().matches("any/file", mode: .symbolicLink) { nil })
  }

  @Test func `a later negation takes away, and a still later pattern gives back`() throws {
    let selector = try FileSelector(include: patterns("*.py", "!gen/**", "gen/keep.py"))
    #expect(selector.matches("a.py"))
    #expect(!selector.matches("gen/x.py"))
    #expect(selector.matches("gen/keep.py"))
    #expect(!selector.matches("a.c"))
  }

  @Test func `a list that begins with a negation takes away from everything`() throws {
    let selector = try FileSelector(include: patterns("!gen/**"))
    #expect(selector.matches("a.py"))
    #expect(!selector.matches("gen/x.py"))
  }

  @Test func `what is excluded is out`() throws {
    let selector = try FileSelector(
      include: patterns("**/*.py"), exclude: patterns("**/generated/**", "!**/generated/ok.py"))
    #expect(selector.matches("src/a.py"))
    #expect(!selector.matches("src/generated/a.py"))
    #expect(selector.matches("src/generated/ok.py"))
  }

  @Test func `patterns are relative to the root`() throws {
    let selector = try FileSelector(include: patterns("src/*.py"), exclude: patterns("/src/x.py"), root: "apps/api")
    #expect(selector.matches("apps/api/src/a.py"))
    #expect(!selector.matches("apps/api/src/x.py"))
    #expect(!selector.matches("src/a.py"))
    #expect(!selector.matches("apps/apiary/src/a.py"))
    #expect(!FileSelector(root: "apps/api").matches("apps/api"))
    #expect(FileSelector(root: "apps/api").matches("apps/api/x"))
  }

  @Test func `types are asked of the content only where the name says nothing`() throws {
    let selector = try FileSelector(exclude: patterns("skip/**"), types: [#require(FileType(named: "shell"))])
    #expect(
      selector.matches("a.sh", mode: .regular) {
        Issue.record("asked"); return nil
      })
    #expect(
      !selector.matches("a.py", mode: .regular) {
        Issue.record("asked"); return nil
      })
    #expect(
      !selector.matches("skip/tool", mode: .regular) {
        Issue.record("asked"); return nil
      })
    #expect(selector.matches("tool", mode: .executable) { Array("#!/bin/sh\n".utf8) })
    #expect(!selector.matches("tool", mode: .executable) { nil })
    #expect(!selector.matches("a.sh", mode: .symbolicLink) { nil })
  }

  private func patterns(_ texts: String...) throws -> [PathPattern] { try texts.map { try PathPattern($0) } }
}
