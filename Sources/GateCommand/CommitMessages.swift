import Checks
import GateModel
import GitRepository
import LocalFiles

/// Finds the messages that a run is about.
enum CommitMessages {
  private static let sizeLimit = 64 << 20
  private static let shortLength = 10

  /// The message that git gives to the hook commit-msg in a file, less the diff that `git commit --verbose` puts below it.
  static func beingWritten(
    _ path: String, in repository: borrowing Repository, _ context: CommandContext
  ) throws(CommandFailure) -> SecretMessageCheck.Message? {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = recorded(try LocalFiles.read(context.directory.resolving(LocalPath(path)), limit: sizeLimit))
    } catch {
      throw CommandFailure(.couldNotRun, "the commit message was not searched for secrets: \(error.description)")
    }
    return repository.blobID(of: bytes).map { id in
      SecretMessageCheck.Message(
        id: id, name: "the commit message", bytes: bytes,
        help: "write another one; what was typed lies in .git/COMMIT_EDITMSG")
    }
  }

  /// The messages of the commits of a range, and of the tags through which its end is pushed.
  static func recorded(
    in history: ResolvedScope.History, _ repository: borrowing Repository
  ) throws(GitError) -> [SecretMessageCheck.Message] {
    var messages: [SecretMessageCheck.Message] = []
    let commits = try repository.commitsNotIn(
      remote: history.remote, tip: history.tip, excluding: history.known, limit: .max)
    for id in commits {
      let name = id.description.prefix(shortLength)
      messages.append(
        SecretMessageCheck.Message(
          id: id, name: "the message of commit \(name)", bytes: try repository.message(of: id),
          help: "write another one before others get the commit: `git rebase -i \(name)^`, `reword`"))
    }
    for id in try history.pushed.map({ id throws(GitError) in try repository.tags(at: id) }) ?? [] {
      messages.append(
        SecretMessageCheck.Message(
          id: id, name: "the message of tag \(id.description.prefix(shortLength))",
          bytes: try repository.message(of: id), help: "write another one: `git tag --force --annotate`"))
    }
    return messages
  }

  /// `message` up to the line behind which git ignores the diff that it has put there itself (git-commit(1), `--verbose`). A line
  /// alike that no diff follows may be part of what is recorded.
  static func recorded(_ message: [UInt8]) -> [UInt8] {
    let newline = UInt8(ascii: "\n")
    let mark = Array(" ------------------------ >8 ------------------------".utf8)
    var start = 0
    while start < message.count {
      let end = message[start...].firstIndex(of: newline) ?? message.count
      let line = message[start..<end]
      if line.count > mark.count, line.count <= mark.count + 4, line.suffix(mark.count).elementsEqual(mark),
        let comment = line.first
      {
        let below = message[min(end + 1, message.count)...].split(separator: newline)
        let next = below.first { $0.first != comment }
        if next?.starts(with: "diff ".utf8) == true { return Array(message[..<start]) }
      }
      start = end + 1
    }
    return message
  }
}
