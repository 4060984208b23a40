import Checks
import GateConfiguration
import GateModel
import LocalFiles
import SecretScanning

/// What is known and stays of the files in one place on the disk: the lists that lie at the top of the repository that holds
/// them, and what its gate.yml says. Where there is no repository, those of the directory that is looked at.
struct SecretLists: Sendable {
  /// Where the lists lie; exceptions name files from there.
  let root: LocalPath
  let exceptions: SecretExceptions
  /// What gate.yml says of its check for secrets, of the first where there are several.
  let settings: CheckConfiguration.SecretSettings
  private let selector: FileSelector

  /// What gives the bytes of a list of at most so many; `nil` where there is none.
  private typealias Reading = (RepositoryPath, Int) throws(SilencingError) -> [UInt8]?

  /// The lists that lie in a directory.
  ///
  /// - Parameters:
  ///   - root: see ``root(for:isDirectory:)``.
  ///   - now: in seconds since 1970; decides which exceptions have expired.
  ///   - key: keys fingerprints in the place of the baseline, which is then left out.
  /// - Throws: `CommandFailure` where a list or gate.yml is not what it should be.
  init(root: LocalPath, now: Int64, replacing key: [UInt8]? = nil) throws(CommandFailure) {
    try self.init(root: root, now: now, replacing: key) { path, limit throws(SilencingError) in
      try Self.bytes(of: path, below: root, limit: limit)
    }
  }

  /// The lists that `content` holds, of a repository without a working tree.
  ///
  /// - Throws: as above.
  init(content: any ContentSource, now: Int64) throws(CommandFailure) {
    try self.init(root: LocalPath("/"), now: now) { path, limit throws(SilencingError) in
      try SecretSilencing.bytes(of: path, in: content, limit: limit)
    }
  }

  private init(
    root: LocalPath, now: Int64, replacing key: [UInt8]? = nil, reading read: Reading
  ) throws(CommandFailure) {
    self.root = root
    let configuration: [UInt8]?
    do throws(SilencingError) {
      configuration = try read(RepositoryPath(Project.fileName), Project.sizeLimit)
    } catch {
      throw CommandFailure(.misuse, error.description, hint: Self.hint)
    }
    let check = try configuration.flatMap { bytes throws(CommandFailure) in try Self.check(bytes) }
    var settings = CheckConfiguration.SecretSettings()
    if case .secrets(let configured) = check?.kind { settings = configured }
    self.settings = settings
    selector = check?.selector ?? FileSelector()
    let silencing = SecretSilencing(
      settings.allowed.map(SecretException.init), baseline: settings.baseline,
      today: CalendarDay(secondsSince1970: now))
    do throws(SilencingError) {
      exceptions = try silencing.exceptions(replacing: key, reading: read)
    } catch {
      throw CommandFailure(.misuse, error.description, hint: Self.hint)
    }
  }

  private static let hint = "--no-ignore tells everything, whatever is listed"

  /// The top of the repository that holds `path`, the nearest directory with a `.git` in it; where there is none the directory
  /// itself, or the one that holds the file.
  ///
  /// - Parameter path: absolute, without `.` and `..`.
  static func root(for path: LocalPath, isDirectory: Bool) -> LocalPath {
    let start = isDirectory ? path : path.parent
    var directory = start
    while LocalFiles.status(directory.appending(".git")) == nil {
      let parent = directory.parent
      if parent == directory { return start }
      directory = parent
    }
    return directory
  }

  /// The check for secrets that gate.yml describes, `nil` where there is none.
  private static func check(_ bytes: [UInt8]) throws(CommandFailure) -> CheckConfiguration? {
    do throws(ConfigurationErrors) {
      return try ConfigurationLoader.load(bytes, path: Project.fileName).checkForSecrets
    } catch {
      throw CommandFailure(.misuse, error.description, hint: hint)
    }
  }

  /// The bytes of a list; `nil` where there is no such file, or a name leads out of the repository.
  private static func bytes(
    of path: RepositoryPath, below root: LocalPath, limit: Int
  ) throws(SilencingError) -> [UInt8]? {
    let parts = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if path.bytes.contains(0) || parts.contains(where: { $0.isEmpty || $0.elementsEqual("..".utf8) }) { return nil }
    let place = root.appending(path)
    // As in what git records: a link is no list.
    guard let status = LocalFiles.status(place), status.isRegularFile else { return nil }
    do throws(FileError) {
      return try LocalFiles.read(place, limit: limit)
    } catch {
      if error.isNotFound { return nil }
      throw SilencingError(error.description, in: path.description)
    }
  }

  /// `finding` as a silenced one where gate.yml has its check leave the file out.
  func silenced(_ finding: Finding) -> SilencedFinding? {
    guard let path = finding.path, !selector.matches(path) else { return nil }
    return SilencedFinding(
      finding, place: .external, origin: Project.fileName, reason: "the check for secrets leaves the file out")
  }

  /// The same, and where a list has it for this commit alone.
  func silenced(_ finding: Finding, recordedBy commit: ObjectID?) -> SilencedFinding? {
    silenced(finding) ?? commit.flatMap { exceptions.silenced(finding, recordedBy: $0.description) }
  }

  /// Whether all files that the repository may hold are looked at.
  var selectsEverything: Bool { selector == FileSelector() }
}

extension Configuration {
  /// The check that looks for secrets, the first where there are several.
  var checkForSecrets: CheckConfiguration? {
    checks.first { if case .secrets = $0.kind { true } else { false } }
  }
}
