import Foundation
import GateModel
import Testing
import TestSelection

private func selects(_ line: String, changed: String = "lib/a.sh", _ more: [String: String] = [:]) -> [String] {
  var files = [
    "lib/a.sh": "", "lib/b.sh": "", "bin/tool": "#!/bin/sh\n. \"$(dirname \"$0\")/../lib/a.sh\"\n", "bin/plain": "text",
    "test/x.bats": line, "test/other.bats": "@test \"x\" { run true; }",
    "test/helper.bash": "source \"$ROOT/lib/a.sh\"\n",
    "libs/assert/load.bash": "source \"$(dirname \"${BASH_SOURCE[0]}\")/src/one.bash\"", "libs/assert/src/one.bash": "",
    "app.py": "", "README.md": "",
  ]
  files.merge(more) { $1 }
  return VirtualFiles(files).tests(changed, runner: "bats")
}

@Suite struct ShellSelectionTests {
  @Test(arguments: [
    "source lib/a.sh", ". ./lib/a.sh", "source \"$BATS_TEST_DIRNAME/../lib/a.sh\"", "load helper", "load 'helper.bash'",
    "load ../lib/a", "source \"$(dirname \"$0\")/../lib/a.sh\"", "source \"${BASH_SOURCE%/*}/../lib/a.sh\"",
    "run ../bin/tool x", "run \"$ROOT\"/bin/tool", "TOOL=$BATS_TEST_DIRNAME/../bin/tool", "run tool", "run $(bin/tool)",
    "for f in lib/*.sh; do . \"$f\"; done", "source \"$x\"", "source \"$dir/$name.sh\"", "source lib/\\\n  a.sh && x",
    "eval \"$(cat lib/a.sh)\"", "x=`bin/tool`", "if ! lib/a.sh; then y; fi", "LIB=${LIB:-lib/a.sh}",
  ])
  func `a test that may run the script is selected`(line: String) {
    #expect(selects(line) == ["test/x.bats"])
  }

  @Test(arguments: ["source lib/b.sh", "run true", "", "cp x .", "find . -name x", "load \"$ROOT/lib/b\""])
  func `a test that does not is left out`(line: String) {
    #expect(selects(line) == [])
  }

  @Test func `a library of bats is a directory`() {
    #expect(selects("load ../libs/assert/load", changed: "libs/assert/src/one.bash") == ["test/x.bats"])
    #expect(selects("bats_load_library assert", changed: "libs/assert/src/one.bash") == ["test/x.bats"])
  }

  @Test func `what every run reads reaches every test`() {
    let all = ["test/other.bats", "test/x.bats"]
    #expect(selects("", changed: "test/setup_suite.bash", ["test/setup_suite.bash": ""]) == all)
  }

  @Test func `sources in other languages may be run by any test`() {
    #expect(selects("", changed: "app.py") == ["*"])
    #expect(selects("run python3 app.py", changed: "app.py") == ["test/x.bats"])
    #expect(selects("", changed: "README.md") == [])
  }

  /// What `bash` really reads when the tests' code is run, by its own trace, is in the closure.
  @Test func `bash reads no script that the graph lacks`() throws {
    let texts = [
      "t.sh":
        "here=$(dirname \"$0\")\n. \"$here/lib/one.sh\"\nsource \"${BASH_SOURCE%/*}/lib/two.sh\"\n\"$here\"/bin/run\n",
      "lib/one.sh": "for f in \"$here\"/parts/*.sh; do . \"$f\"; done\n", "lib/two.sh": ". \"$here/lib/three.sh\"\n",
      "lib/three.sh": "", "parts/a.sh": "", "parts/b.sh": "",
      "bin/run": "#!/bin/sh\n. \"$(dirname \"$0\")/../lib/four.sh\"\n",
      "lib/four.sh": "", "lib/none.sh": "",
    ].mapValues { "echo \"read ${BASH_SOURCE:-$0}\"\n" + $0 }
    let stack = try #require(SourceStacks.named(runner: "bats"))
    var all = texts
    all["bin/run"] = "#!/usr/bin/env bash\n" + (texts["bin/run"] ?? "")
    all["t.bats"] = texts["t.sh"]
    let graph = VirtualFiles(all).graph(stack)
    let reached = Reach.of("t.bats", graph)
    try Oracle.with(all) { root in
      guard
        let output = try Oracle.run(["bash", "-c", "chmod +x bin/run; bash ./t.sh 2>&1"], in: root)
      else { return }
      let read = String(decoding: output, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("read ") }
        .map {
          $0.dropFirst(5).split(separator: "/").suffix(2).filter { $0 != "." && $0 != ".." }.joined(separator: "/")
        }
      #expect(read.count >= 7)
      for path in Set(read) where path != "t.sh" { #expect(reached.contains(path), "\(path)") }
    }
  }
}
