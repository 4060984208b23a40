import Synchronization

/// The portable engine for the first bytes, Vectorscan from then on where it is installed.
///
/// Opening the library and compiling the anchors costs several milliseconds, in which the portable engine has long read a
/// commit of ordinary size; whoever scans a whole history wants the other one. Both give the same hits.
final class AdaptiveAnchorEngine: AnchorEngine {
  /// From how many bytes on, all calls together, Vectorscan pays.
  static let threshold = 4 << 20

  private enum Fast: Sendable {
    case untried
    case missing
    case ready(VectorscanAnchorEngine)
  }

  private let anchors: [Anchor]
  private let portable: PortableAnchorEngine
  private let seen = Atomic<Int>(0)
  private let fast: Mutex<Fast> = Mutex(.untried)

  init(anchors: [Anchor]) {
    self.anchors = anchors
    portable = PortableAnchorEngine(anchors: anchors)
  }

  func scan(_ bytes: UnsafeBufferPointer<UInt8>, into hits: inout AnchorHits) throws(SecretScanningError) {
    let total = seen.wrappingAdd(bytes.count, ordering: .relaxed).newValue
    if total > Self.threshold, let fast = fastEngine() {
      try fast.scan(bytes, into: &hits)
    } else {
      portable.scan(bytes, into: &hits)
    }
  }

  private func fastEngine() -> VectorscanAnchorEngine? {
    fast.withLock { fast in
      if case .untried = fast {
        fast = VectorscanAnchorEngine(anchors: anchors).map { .ready($0) } ?? .missing
      }
      if case .ready(let engine) = fast { return engine }
      return nil
    }
  }
}
