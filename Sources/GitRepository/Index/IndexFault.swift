internal import GateModel

/// Why a file is no index, or none that gate reads.
enum IndexFault: Error {
  case tooShort
  case noSignature
  case unknownVersion(UInt32)
  case impossibleCount(UInt32)
  case wrongChecksum
  case extensionCutOff
  case unknownExtension(IndexExtension.Signature)
  case entry(Int, IndexLayout.Fault)
  case unknownMode(Int, UInt32)
  case badPath(Int)
  case insideDirectory(Int)
  case unsorted(Int)
  case badSplit
  case changed

  /// The fault of the index at `path`, for people.
  func error(_ path: LocalPath) -> GitError {
    switch self {
    case .unknownVersion(let version):
      return GitError(
        .unsupported, "the index \(path) has version \(version); gate reads versions 2 to 4",
        hint: "git update-index --index-version 4")
    case .unknownExtension(let signature):
      return GitError(
        .unsupported, "the index \(path) has the extension '\(signature)', without which it must not be read",
        hint: "see whether a newer gate reads it")
    case .entry(let position, .unknownFlags(let flags)):
      return GitError(
        .unsupported, "entry \(position) of the index \(path) has flags that gate does not know (\(flags))",
        hint: "see whether a newer gate reads it")
    case .insideDirectory:
      return GitError(
        .malformed, "the index \(path) is damaged: \(reason)", hint: "git sparse-checkout reapply --no-sparse-index")
    default:
      return GitError(
        .malformed, "the index \(path) is damaged: \(reason)",
        hint: "see what git makes of it: git status; a new one, without what was staged: rm \(path) && git reset")
    }
  }

  private var reason: String {
    switch self {
    case .tooShort: "it is too short"
    case .noSignature: "it does not start as an index does"
    case .unknownVersion(let version): "it has version \(version)"
    case .impossibleCount(let count): "it cannot hold \(count) entries"
    case .wrongChecksum: "its checksum is wrong"
    case .extensionCutOff: "an extension is cut off"
    case .unknownExtension(let signature): "it has the extension '\(signature)'"
    case .entry(let position, let fault): "entry \(position) \(fault.reason)"
    case .unknownMode(let position, let mode): "entry \(position) is of unknown kind (\(String(mode, radix: 8)))"
    case .badPath(let position): "the path of entry \(position) is none"
    case .insideDirectory(let position): "entry \(position) lies in a directory that is an entry itself"
    case .unsorted(let position): "entry \(position) is out of order"
    case .badSplit: "it does not fit to the shared index that it builds on"
    case .changed: "it was changed while it was read"
    }
  }
}

extension IndexLayout.Fault {
  fileprivate var reason: String {
    switch self {
    case .truncated: "is cut off"
    case .unterminated: "has a path of another length than it says"
    case .pathTooLong: "has a path of more than \(IndexLayout.longestPath) bytes"
    case .prefixTooLong: "takes more from the path before it than there is"
    case .extendedInOldVersion: "has flags that its version does not have"
    case .unknownFlags(let flags): "has unknown flags (\(flags))"
    }
  }
}
