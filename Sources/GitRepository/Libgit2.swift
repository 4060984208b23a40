internal import CLibgit2
internal import GateModel
internal import Synchronization

/// The library itself: loaded and started once, when something first needs it, its errors turned into ours.
enum Libgit2 {
  private static let isStarted = Mutex(false)

  /// Repository extensions that libgit2 1.5 refuses unless told that its caller copes with them (git-config(1),
  /// `extensions.*`). gate reads `config.worktree` itself, answers for objects a partial clone lacks, and deletes
  /// nothing.
  private static let extensions: [StaticString] = ["noop", "worktreeconfig", "partialclone", "preciousobjects"]

  /// Starts the library unless it runs already.
  ///
  /// Where it looks for the user's attributes file is a setting of the whole process, taken from the `home`
  /// of the first caller. Configuration is read per repository and does not depend on it.
  static func start(home: String?, xdgHome: String?) throws(GitError) {
    let failure: GitError? = isStarted.withLock { isStarted in
      if isStarted { return nil }
      guard gate_libgit2_load() == 1 else { return notLoaded }
      guard git_libgit2_init() >= 0 else { return GitError.last(-1, "could not start libgit2") }
      isStarted = true
      return configure(home: home, xdgHome: xdgHome)
    }
    if let failure { throw failure }
  }

  private static var notLoaded: GitError {
    let package = "libgit2-\(LIBGIT2_SOVERSION)"
    return GitError(
      .unsupported, "this needs libgit2, which could not be loaded: \(String(cString: gate_libgit2_status()))",
      hint: "install it: apt-get install \(package), or brew install libgit2")
  }

  private static func configure(home: String?, xdgHome: String?) -> GitError? {
    var names: [UnsafePointer<CChar>?] = extensions.map { name in
      name.withUTF8Buffer { bytes in bytes.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
      }
    }
    let results = [
      gate_git_set_extensions(&names, names.count),
      // gate checks owners itself (`Ownership`): libgit2 would ask the configuration of the process, not of the caller.
      gate_git_set_owner_validation(0),
      gate_git_set_search_path(Int32(GIT_CONFIG_LEVEL_GLOBAL.rawValue), home ?? ""),
      gate_git_set_search_path(Int32(GIT_CONFIG_LEVEL_XDG.rawValue), xdgHome.map { $0 + "/git" } ?? ""),
    ]
    return results.first { $0 < 0 }.map { GitError.last($0, "could not set up libgit2") }
  }
}

/// Sole owner of one libgit2 object; frees it when the value dies.
struct Handle: ~Copyable {
  let pointer: OpaquePointer
  private let free: (OpaquePointer?) -> Void

  /// The object that `make` stores in its argument.
  ///
  /// - Throws: `GitError` with libgit2's message when `make` returns an error code.
  init(
    _ attempt: @autoclosure () -> String, free: @escaping (OpaquePointer?) -> Void,
    make: (inout OpaquePointer?) -> Int32
  ) throws(GitError) {
    var pointer: OpaquePointer?
    let code = make(&pointer)
    guard code >= 0, let pointer else { throw GitError.last(code, attempt()) }
    self.pointer = pointer
    self.free = free
  }

  deinit { free(pointer) }
}

/// - Throws: `GitError` with libgit2's message when `code` says that the call just made failed.
func check(_ code: Int32, _ attempt: @autoclosure () -> String) throws(GitError) {
  guard code >= 0 else { throw GitError.last(code, attempt()) }
}

extension GitError {
  /// The error of the libgit2 call that just returned `code` on this thread, after what was attempted.
  static func last(_ code: Int32, _ attempt: String) -> GitError {
    var message = attempt
    if let error = git_error_last(), let text = error.pointee.message {
      message += ": " + String(cString: text)
    }
    return GitError(Kind(code: code), message)
  }
}

extension GitError.Kind {
  fileprivate init(code: Int32) {
    switch code {
    case GIT_ENOTFOUND.rawValue: self = .notFound
    case GIT_EOWNER.rawValue: self = .unsafeOwnership
    case GIT_EBAREREPO.rawValue: self = .bareRepository
    case GIT_EUNMERGED.rawValue, GIT_ECONFLICT.rawValue, GIT_EEXISTS.rawValue: self = .conflict
    case GIT_EMISMATCH.rawValue: self = .malformed
    default: self = .failed
    }
  }
}

extension ObjectID {
  /// The id in libgit2's form.
  init(_ oid: git_oid) {
    let id = withUnsafeBytes(of: oid.id) { ObjectID(copying: $0) }
    guard let id else { preconditionFailure("libgit2's ids have 20 bytes here, see the type of git_oid.id") }
    self = id
  }

  /// This id in libgit2's form.
  ///
  /// - Throws: `GitError` for a SHA-256, which libgit2 cannot hold.
  func oid() throws(GitError) -> git_oid {
    var oid = git_oid()
    let size = withUnsafeBytes(of: oid.id) { $0.count }
    guard count == size else {
      throw GitError(.unsupported, "\(self) is a SHA-256 object id, which libgit2 does not read")
    }
    withUnsafeMutableBytes(of: &oid.id) { $0.copyBytes(from: bytes) }
    return oid
  }
}

/// Bytes that libgit2 allocated, freed with the value.
struct GitBuffer: ~Copyable {
  var raw = git_buf()

  /// The bytes as a path.
  var path: LocalPath { LocalPath(bytes: bytes) }

  /// A copy of the bytes.
  var bytes: [UInt8] {
    guard let start = raw.ptr else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: raw.size))
  }

  deinit {
    var raw = raw
    git_buf_dispose(&raw)
  }
}

extension LocalPath {
  /// A path that libgit2 still owns, copied.
  init?(borrowed text: UnsafePointer<CChar>?) {
    guard let text else { return nil }
    self.init(bytes: UnsafeRawBufferPointer(start: text, count: stringLength(text)))
  }
}

/// How many bytes precede the NUL.
func stringLength(_ text: UnsafePointer<CChar>) -> Int {
  var length = 0
  while text[length] != 0 { length += 1 }
  return length
}
