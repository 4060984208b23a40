import GateConfiguration
import GateModel

/// The `gate.times.yml` that belongs to the content under check.
///
/// Never the working tree's where that is another one: what one machine alone has would split the work otherwise there, and
/// a check might run on none.
struct RecordedTimes: Sendable {
  /// Larger files hold no times.
  private static let sizeLimit: UInt64 = 1 << 20

  /// None where the content has no such file.
  let times: [CheckID: CheckTime]

  /// - Throws: `CommandFailure` where the file is wrong or cannot be read.
  init(in content: any ContentSource) throws(CommandFailure) {
    let bytes: [UInt8]
    do throws(CheckError) {
      guard let version = try content.version(at: RepositoryPath(CheckTimes.fileName)), version.mode.isFile else {
        times = [:]
        return
      }
      bytes = try content.bytes(of: version.id, limit: Self.sizeLimit)
    } catch {
      throw CommandFailure(error)
    }
    do throws(ConfigurationErrors) {
      times = try CheckTimes.load(bytes).times
    } catch {
      throw CommandFailure(.misuse, error.description, hint: "`gate shards --record` writes it anew")
    }
  }
}
