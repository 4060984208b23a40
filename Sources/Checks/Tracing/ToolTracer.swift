package import GateModel
import LocalFiles
import Synchronization
import ToolProcess

/// Runs tools under strace(1) and keeps what it writes, in a private directory that goes with the last reference.
package final class ToolTracer: Sendable {
  /// A command that was traced.
  struct Record: Sendable {
    var check: CheckID
    /// The files that the command was about.
    var files: [SnapshotFile]
    /// The directory that is laid out like the repository.
    var root: LocalPath
    /// Where the command was started.
    var directory: LocalPath
    /// What strace writes.
    var log: LocalPath
  }

  private let program: LocalPath
  private let options: [String]
  private let directory: LocalPath
  private let kept = Mutex<[Record]>([])

  /// - Parameters:
  ///   - environment: gate's own, whose `PATH` says where strace is.
  ///   - temporaryDirectory: where the traces go.
  /// - Throws: `CheckError` where nothing can be traced on this machine, and how to change that.
  package init(environment: [String: String], temporaryDirectory: LocalPath) throws(CheckError) {
    #if os(Linux)
      let locator = ToolLocator(path: environment["PATH"] ?? "", workingDirectory: temporaryDirectory)
      guard let program = locator.locate("strace") else {
        throw CheckError(
          "strace was not found, which --trace needs", hint: "apt install strace, dnf install strace, or apk add strace"
        )
      }
      do throws(FileError) {
        directory = try LocalFiles.makeTemporaryDirectory(in: temporaryDirectory, prefix: "gate-trace-")
      } catch {
        throw CheckError("no place for traces: \(error.description)")
      }
      self.program = program
      let plain = ["-f", "-qq", "-y", "-xx", "-e", "trace=\(TracedAccesses.traced)"]
      // Stops the tools only where a call is of interest; not every kernel and container lets it.
      let fast = ["--seccomp-bpf"] + plain
      if Self.problem(program, fast, directory) == nil {
        options = fast
      } else if let problem = Self.problem(program, plain, directory) {
        try? LocalFiles.removeTree(directory)
        throw CheckError("strace cannot trace here: \(problem)", hint: Self.permission)
      } else {
        options = plain
      }
    #else
      throw CheckError("--trace works on Linux only, where strace is")
    #endif
  }

  deinit { try? LocalFiles.removeTree(directory) }

  /// `commands` of a check under strace. `root` is laid out like the repository, and `files` are what they are about.
  func traced(_ commands: [ToolCommand], of check: CheckID, on files: [SnapshotFile], in root: LocalPath)
    -> [ToolCommand]
  {
    commands.map { command in
      var traced = command
      traced.executable = program
      let log = kept.withLock { records in
        let log = directory.appending("\(records.count)")
        records.append(Record(check: check, files: files, root: root, directory: command.directory, log: log))
        return log
      }
      let words = options.map { Array($0.utf8) } + [Array("-o".utf8), log.bytes, Array("--".utf8)]
      traced.arguments = words + [command.executable.bytes] + command.arguments
      return traced
    }
  }

  /// What was traced of `check`.
  func records(of check: CheckID) -> [Record] { kept.withLock { $0.filter { $0.check == check } } }

  private static let permission = """
    a container needs --cap-add=SYS_PTRACE (or a seccomp profile that allows ptrace), and /proc/sys/kernel/yama/ptrace_scope \
    must be 0 or 1
    """
  private static let patience = Duration.seconds(30)

  /// What is wrong with tracing a program, `nil` where nothing is. strace itself is the program that is sure to be there.
  private static func problem(_ program: LocalPath, _ options: [String], _ directory: LocalPath) -> String? {
    let words = options + ["-o", "\(directory.appending("probe"))", "--", "\(program)", "-V"]
    let command = ToolCommand(
      executable: program, arguments: words.map { Array($0.utf8) }, directory: directory, environment: [:],
      timeout: patience)
    do throws(ToolError) {
      let result = try ToolProcess.runBlocking(command)
      if result.end == .exited(0), result.standardError.isEmpty { return nil }
      let said = OutputText.tail(result.standardError, lines: 2)
      return said.isEmpty ? "`\(program)` \(result.end.phrase)" : said
    } catch {
      return error.description
    }
  }
}

extension ToolContext {
  /// The pieces of `job` whose commands are started apart: the whole, but for what is traced, where each file is looked at alone.
  /// What another file of the same command read would else be taken for its own.
  func pieces(of job: CheckJob, _ grain: CheckTraits.Grain) -> [CheckJob] {
    guard tracer != nil, grain == .file else { return [job] }
    return job.files.map { file in
      var piece = job
      piece.files = [file]
      return piece
    }
  }

  /// `commands` as they are started: under the tracer, where there is one.
  func started(_ commands: [ToolCommand], of check: CheckID, _ job: CheckJob) -> [ToolCommand] {
    guard let tracer, let directory = job.directory else { return commands }
    return tracer.traced(commands, of: check, on: job.files, in: directory)
  }
}
