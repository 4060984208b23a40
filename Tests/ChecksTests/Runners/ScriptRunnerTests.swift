import Checks
import Foundation
import GateModel
import GateTestSupport
import LocalFiles
import Testing

@Suite struct NodeRunnerTests {
  private static let tests = """
    const t = require('node:test');
    const assert = require('node:assert');
    t('works', () => {});
    t.describe('suite', () => {
      t.it('fails', () => { assert.strictEqual(1, 2, 'no way'); });
      t.it.skip('not now', () => {});
    });
    t('outer', async (t) => {
      await t.test('inner', () => { throw new TypeError('inner bad'); });
    });
    """

  @Test func `node's results are read test by test, with their files`() async throws {
    try Tools.require("node")
    let tree = try RunnerTree([
      "a b.test.js": Self.tests, "c.test.mjs": "import test from 'node:test';\ntest('fine', () => {});\n",
    ])
    let outcome = try await tree.run("node")
    #expect(outcome.verdict == .failed)
    #expect(outcome.places == ["a b.test.js:5", "a b.test.js:9"], "\(outcome)")
    #expect(
      outcome.findings.map(\.message) == ["suite › fails: no way 1 !== 2", "outer › inner: TypeError: inner bad"])
    #expect(outcome.fileVerdicts == ["a b.test.js": .failed, "c.test.mjs": .passed])
    let some = try await tree.run("node", files: ["c.test.mjs"])
    #expect(some.passedFiles == ["c.test.mjs"], "\(some)")
  }

  @Test func `a file that cannot be loaded, a crash and a file without tests`() async throws {
    try Tools.require("node")
    let tree = try RunnerTree([
      "a.test.js": "const x = ;\n", "b.test.js": "process.abort();\n", "c.test.js": "console.log('nothing');\n",
      "d.test.js": "require('node:test')('fine', () => {});\n",
    ])
    let broken = try await tree.run("node", files: ["a.test.js", "d.test.js"])
    #expect(broken.places == ["a.test.js:1"], "\(broken)")
    #expect(broken.findings.first?.message.contains("SyntaxError") == true, "\(broken.findings)")
    #expect(broken.passedFiles == ["d.test.js"])
    let crash = try await tree.run("node", files: ["b.test.js"])
    #expect(crash.verdict == .failed)
    #expect(crash.findings.map(\.path) == ["b.test.js"], "\(crash)")
    #expect(try await tree.run("node", files: ["c.test.js"]).verdict == .errored)
    let some = try await tree.run("node", files: ["c.test.js", "d.test.js"])
    #expect(some.verdict == .errored)
    #expect(some.reason?.contains("c.test.js") == true, "\(some.reason ?? "")")
  }

  @Test func `the runner is known behind npm when it is named`() async throws {
    try Tools.require("npm")
    let tree = try RunnerTree([
      "package.json": #"{"name": "a", "scripts": {"test": "node --test"}}"#,
      "a.test.js": "require('node:test')('bad', () => { throw new Error('no'); });\n",
      "b.test.js": "require('node:test')('good', () => {});\n",
    ])
    let outcome = try await tree.run("node", command: "node --test {files}", files: ["a.test.js", "b.test.js"])
    #expect(outcome.fileVerdicts == ["a.test.js": .failed, "b.test.js": .passed])
    // node takes no options behind its files, so here the output is all that there is.
    let npm = try await tree.run(command: "npm test --silent")
    #expect(npm.verdict == .failed)
  }

  @Test func `a flaky file is run again`() async throws {
    try Tools.require("node")
    let tree = try RunnerTree([
      "a.test.js": """
      const fs = require('node:fs');
      require('node:test')('sometimes', () => {
        const seen = fs.existsSync('mark');
        fs.writeFileSync('mark', '');
        if (!seen) throw new Error('first time');
      });
      """
    ])
    let outcome = try await tree.run("node", retries: 1)
    #expect(outcome.verdict == .passed)
    #expect(outcome.findings.map(\.rule) == ["test-flaky"], "\(outcome)")
    #expect(outcome.fileVerdicts == ["a.test.js": .flaky])
  }
}

@Suite struct JestRunnerTests {
  private static let tests = """
    describe('S', () => {
      test('ok', () => {});
      test('bad (x)', () => {
        expect(1).toBe(2);
      });
      test.skip('later', () => {});
    });
    """

  @Test(.enabled(if: DebianNode.has("jest"), "jest is not installed"))
  func `jest's results are read test by test`() async throws {
    let tree = try RunnerTree([
      "package.json": "{}", "a b.test.js": Self.tests, "c.test.js": "test('fine', () => {});\n",
      "d.test.js": "const x = ;\n",
      "e.test.js": "",
    ])
    try DebianNode.install("jest", in: tree)
    let outcome = try await tree.run("jest", files: ["a b.test.js", "c.test.js", "d.test.js"])
    #expect(outcome.verdict == .failed)
    #expect(outcome.places.sorted() == ["a b.test.js:4", "d.test.js:1"], "\(outcome)")
    #expect(
      outcome.findings.contains { $0.message.hasPrefix("S › bad (x): Error: expect(received).toBe(expected)") },
      "\(outcome.findings)")
    #expect(outcome.fileVerdicts == ["a b.test.js": .failed, "c.test.js": .passed, "d.test.js": .failed])
    // Through npm, where what follows `--` reaches jest.
    try LocalFiles.writeAtomically(
      Array(#"{"name": "a", "scripts": {"test": "jest"}}"#.utf8), to: tree.tree.directory.appending("package.json"))
    let npm = try await tree.run("jest", command: "npm test -- {files}", files: ["c.test.js"])
    #expect(npm.passedFiles == ["c.test.js"], "\(npm)")
    let none = try await tree.run(command: "jest --passWithNoTests nothing-like-this")
    #expect(none.verdict == .errored, "\(none)")
  }
}

@Suite struct MochaRunnerTests {
  @Test(.enabled(if: DebianNode.has("mocha"), "mocha is not installed"))
  func `mocha's results are read test by test`() async throws {
    let tree = try RunnerTree([
      "test/a b.js": """
      const assert = require('assert');
      describe('S', () => {
        it('ok', () => {});
        it('bad', () => { assert.strictEqual(1, 2, 'nope'); });
        it.skip('later', () => {});
      });
      """,
      "test/c.js": "it('fine', () => {});\n", "test/d.js": "const x = ;\n",
      "test/e.js": "describe('none', () => {});\n",
      "test/h.js": "describe('H', () => { before(() => { throw new Error('hook'); }); it('x', () => {}); });\n",
    ])
    try DebianNode.install("mocha", in: tree)
    let outcome = try await tree.run("mocha", files: ["test/a b.js", "test/c.js", "test/h.js"])
    #expect(outcome.places == ["test/a b.js:4", "test/h.js:1"], "\(outcome)")
    #expect(outcome.findings.first?.message == "S › bad: nope 1 !== 2")
    #expect(outcome.fileVerdicts == ["test/a b.js": .failed, "test/c.js": .passed, "test/h.js": .failed])
    let broken = try await tree.run("mocha", files: ["test/d.js"])
    #expect(broken.verdict == .failed)
    #expect(broken.places == ["test/d.js:1"], "\(broken)")
    let some = try await tree.run("mocha", files: ["test/c.js", "test/e.js"])
    #expect(some.reason?.contains("test/e.js") == true, "\(some)")
    #expect(try await tree.run("mocha", files: ["test/e.js"]).verdict == .errored)
  }
}
