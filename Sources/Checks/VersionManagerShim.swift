import GateModel
import LocalFiles
import ToolProcess

/// A program that a version manager put in the place of those that it manages, and that starts the one which the settings of
/// the current directory choose.
struct VersionManagerShim {
  private static let timeout = Duration.seconds(10)
  /// Managers whose shims are scripts that name them, or links to them: all of them have the subcommand `which`.
  private static let managers = ["pyenv", "rbenv", "nodenv", "goenv", "jenv", "asdf", "mise", "rustup", "volta"]
  /// What is linked to, where it is not the manager itself.
  private static let otherNames = ["volta-shim": "volta"]

  private let name: String
  private let manager: String
  /// Where the manager may be, besides `PATH`.
  private let directories: [LocalPath]

  /// `nil` where `executable`, a link or the same as `real`, is none.
  init?(_ executable: LocalPath, real: LocalPath) {
    name = String(decoding: executable.name, as: UTF8.self)
    let target = String(decoding: real.name, as: UTF8.self)
    directories = [real.parent, executable.parent.parent.appending("bin"), executable.parent.parent]
    if let known = Self.otherNames[target] ?? (Self.managers.contains(target) ? target : nil), known != name {
      manager = known
      return
    }
    // rustup's are hard links to it where the file system has them.
    let rustup = executable.parent.appending("rustup")
    if name != "rustup", let status = LocalFiles.status(real), let other = LocalFiles.status(rustup),
      (status.device, status.inode) == (other.device, other.inode)
    {
      manager = "rustup"
      return
    }
    guard executable.parent.name.elementsEqual("shims".utf8), let head = try? LocalFiles.readHead(real, count: 4096)
    else { return nil }
    let words = Set(CommandWords.all(in: String(decoding: head, as: UTF8.self)).map(Self.lastComponent))
    guard let named = Self.managers.first(where: words.contains) else { return nil }
    manager = named
  }

  /// What would be started in `directory`; `nil` where the manager does not say.
  func target(environment: [String: String], directory: LocalPath) -> LocalPath? {
    let path = directories.map { "\($0)" } + [environment["PATH"] ?? ""]
    let locator = ToolLocator(path: path.joined(separator: ":"), workingDirectory: directory)
    guard let executable = locator.locate(manager) else { return nil }
    let command = ToolCommand(
      executable: executable, arguments: [Array("which".utf8), Array(name.utf8)], directory: directory,
      environment: environment, timeout: Self.timeout, outputLimit: 64 << 10)
    // Whatever keeps it from answering will keep it from starting anything as well, and is said then.
    guard let result = try? ToolProcess.runBlocking(command), result.end == .exited(0),
      let line = result.standardOutput.split(separator: UInt8(ascii: "\n")).last
    else { return nil }
    let target = LocalPath(bytes: line)
    return target.isAbsolute && LocalFiles.status(target, followingLinks: true)?.isRegularFile == true ? target : nil
  }

  private static func lastComponent(_ word: String) -> String {
    word.split(separator: "/").last.map(String.init) ?? word
  }
}
