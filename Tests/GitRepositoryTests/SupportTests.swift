import GateModel
import GateTestSupport
import Testing

/// The helpers that every test leans on.
@Suite struct SupportTests {
  @Test func `a program's streams and status come back apart`() throws {
    let script = "cat; echo error >&2; exit 3"
    let input = [UInt8](repeating: 7, count: 300_000)
    let run = try runProcess("/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"], stdin: input)
    #expect(run.status == 3)
    #expect(run.stdout == input)
    #expect(run.errors == "error\n")
  }

  @Test func `a program sees just its environment and directory`() throws {
    let directory = try TemporaryDirectory()
    let environment = ["PATH": "/usr/bin:/bin", "ONLY": "this"]
    let run = try runProcess("env", environment: environment, directory: directory.path)
    #expect(Set(run.output.split(separator: "\n")) == ["PATH=/usr/bin:/bin", "ONLY=this"])
    #expect(try runProcess("/bin/pwd", directory: directory.path).output == "\(directory.path)\n")
  }

  @Test func `a program that hangs is ended with its children`() throws {
    let error = #expect(throws: TestSupportError.self) {
      try runProcess("/bin/sh", ["-c", "sleep 600 & wait"], environment: ["PATH": "/usr/bin:/bin"], seconds: 0.1)
    }
    #expect(error?.description.contains("did not end") == true)
  }

  @Test func `a temporary directory goes with its value`() throws {
    var directory: TemporaryDirectory? = try TemporaryDirectory()
    let path = try #require(directory?.path.description)
    try runProcess("/bin/mkdir", ["\(path)/x"])
    #expect(try runProcess("/bin/ls", [path]).output == "x\n")
    directory = nil
    #expect(try runProcess("/bin/ls", [path]).status != 0)
  }

  @Test func `marks become ranges`() {
    let sample = MarkedText("é = «secret»\nb «» c")
    #expect(sample.text == "é = secret\nb  c")
    #expect(sample.marked == ["secret", ""])
    #expect(sample.ranges == [5..<11, 14..<14])
    #expect(sample.position(of: 14) == (line: 2, column: 3))
  }

  @Test func `object ids are the same everywhere`() throws {
    let commit = try TestRepository().commit("fixed")
    let again = try TestRepository().commit("fixed")
    #expect(commit == again)
  }
}
