/// Is told how a run goes while it goes, in any order and from any task; decides nothing.
package protocol RunObserver: Sendable {
  /// The run has `checks` before it, in plan order.
  func runWillStart(_ checks: [CheckID])
  /// The check has begun to execute (it was not answered from the cache).
  func checkDidStart(_ check: CheckID)
  /// The check has its outcome.
  func checkDidFinish(_ report: CheckReport)
  /// The run is over; nothing more is told after this.
  func runDidFinish()
}
