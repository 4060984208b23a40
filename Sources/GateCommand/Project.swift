import GateConfiguration
import GateModel
import GitRepository
import LocalFiles

/// A repository and what gate.yml says of it.
struct Project: Sendable {
  /// Which content's gate.yml is in force.
  enum Origin: Hashable, Sendable {
    /// The content under check holds it.
    case recorded
    /// The content has none, and the working tree's is taken: it is not tracked yet, or the commit is older than it.
    case workTree
  }

  /// The file's name, at the root of the repository.
  static let fileName = "gate.yml"

  /// Larger files are no configuration.
  static let sizeLimit = 1 << 20

  var configuration: Configuration
  var origin: Origin

  init(configuration: Configuration, origin: Origin) {
    self.configuration = configuration
    self.origin = origin
  }

  /// Reads gate.yml: the version in `content`, so that what is recorded is judged by what is recorded with it; where it has
  /// none, the one in the working tree.
  ///
  /// - Throws: `CommandFailure` where there is no gate.yml or it is wrong.
  init(content: any ContentSource, location: RepositoryLocation) throws(CommandFailure) {
    let bytes: [UInt8]
    do throws(CheckError) {
      if let version = try content.version(at: RepositoryPath(Self.fileName)), version.mode.isFile {
        bytes = try content.bytes(of: version.id, limit: UInt64(Self.sizeLimit))
        origin = .recorded
      } else {
        bytes = try Self.bytesInWorkTree(location)
        origin = .workTree
      }
    } catch {
      throw CommandFailure(.misuse, error.message, hint: error.hint)
    }
    do throws(ConfigurationErrors) {
      configuration = try ConfigurationLoader.load(bytes, path: Self.fileName)
    } catch {
      throw CommandFailure(.misuse, error.description)
    }
  }

  /// Whether `content`, or else the working tree, has a gate.yml, whatever it says.
  static func exists(in content: any ContentSource, _ location: RepositoryLocation) throws(CommandFailure) -> Bool {
    do throws(CheckError) {
      if try content.version(at: RepositoryPath(fileName)) != nil { return true }
    } catch {
      throw CommandFailure(error)
    }
    return location.workTree.flatMap { LocalFiles.status($0.appending(fileName)) } != nil
  }

  private static func bytesInWorkTree(_ location: RepositoryLocation) throws(CheckError) -> [UInt8] {
    let hint = "`gate init` writes one that fits the repository"
    guard let root = location.workTree else {
      throw CheckError("no \(fileName) in this commit, and a bare repository has no working tree", hint: hint)
    }
    let path = root.appending(fileName)
    do throws(FileError) {
      return try LocalFiles.read(path, limit: sizeLimit)
    } catch {
      if error.isNotFound { throw CheckError("no \(fileName) in \(root)", hint: hint) }
      throw CheckError(error.description)
    }
  }
}
