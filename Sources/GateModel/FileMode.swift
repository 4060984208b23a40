/// What kind of thing an entry of a tree or of the index is (gitformat-index(5)).
package enum FileMode: UInt32, Hashable, Sendable {
  case regular = 0o100644
  case executable = 0o100755
  case symbolicLink = 0o120000
  /// A commit of another repository: a submodule.
  case submodule = 0o160000

  /// The kind that git's number `raw` stands for; odd permissions of old repositories count as regular or executable, as in
  /// git. `nil` for a tree and for what git does not know.
  package init?(gitMode raw: UInt32) {
    switch raw & 0o170000 {
    case 0o100000: self = raw & 0o100 == 0 ? .regular : .executable
    case 0o120000: self = .symbolicLink
    case 0o160000: self = .submodule
    default: return nil
    }
  }

  /// Whether the entry's blob is the contents of an ordinary file.
  package var isFile: Bool { self == .regular || self == .executable }
}
