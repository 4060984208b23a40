import GateModel
import Synchronization

/// Verdicts kept on a server that others use too, by the Bazel HTTP cache protocol
/// (https://bazel.build/remote/caching#http-caching): `GET` and `PUT` of `ac/HASH` and `cas/HASH`.
///
/// Nothing here throws, and nothing takes long: a server that is slow, dead or wrong knows nothing. One that fails three times
/// running, or stays silent for the time-out, is left alone for the rest of the run, and by later runs for half a minute. Only
/// passed verdicts travel, each signed; one that does not verify is not known.
package final class RemoteStore: Sendable {
  private let connection: Mutex<RemoteConnection>

  /// A store at `settings.url`, which is first asked when something is looked up.
  ///
  /// - Parameters:
  ///   - memory: where it is remembered that the server did not answer.
  ///   - now: the time in seconds since 1970.
  package convenience init(_ settings: RemoteSettings, memory: LocalStore, now: @escaping @Sendable () -> Int64) {
    self.init(settings, memory: memory, now: now, connect: { CurlTransport($0) })
  }

  /// The same, with requests carried by what `connect` makes.
  init(
    _ settings: RemoteSettings, memory: LocalStore, now: @escaping @Sendable () -> Int64,
    connect: @escaping @Sendable (RemoteSettings) -> (any RemoteTransport)?
  ) {
    connection = Mutex(RemoteConnection(settings, memory: memory, now: now, connect: connect))
  }

  /// Why no remote store can be asked on this machine, for a person; `nil` where one can.
  package static var missingLibrary: String? { CurlTransport.missing }

  /// What is wrong with the server or what it holds, for a person; `nil` as long as nothing is. That it does not answer is
  /// nothing wrong: one may be on a train.
  package var warning: String? {
    connection.withLock { $0.warning }
  }

  /// The verdicts that the server knows under `keys`, all asked for at once; what has not come when the time-out is over is not
  /// known.
  package func lookUp(_ keys: [CacheKey]) -> [CacheKey: CachedVerdict] {
    connection.withLock { $0.lookUp(keys) }
  }

  /// Notes the passed verdicts among `entries` for ``upload()``; does nothing where the store is only read.
  package func offer(_ entries: [(CacheKey, CachedVerdict)]) {
    connection.withLock { $0.offer(entries) }
  }

  /// Whether the server takes uploads from here, as far as is known.
  package var canWrite: Bool { connection.withLock { $0.canWrite } }

  /// Notes for ``upload()`` that what lies under `keys` is wrong: the protocol deletes nothing, so a signed record that is no pass
  /// takes its place. Does nothing where the store is only read.
  package func retract(_ keys: some Sequence<CacheKey>) {
    let keys = Array(keys)
    connection.withLock { $0.retract(keys) }
  }

  /// Uploads what was offered. Takes as long as the server goes on answering, twenty times the time-out at most; silence of one
  /// time-out ends it. For after the report, so that no verdict waits for it.
  package func upload() {
    connection.withLock { $0.upload() }
  }
}
