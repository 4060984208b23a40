/// What a CI service says of the change that it wants checked.
package struct CIRange: Hashable, Sendable {
  /// The service's name, as its makers write it.
  package var service: String
  /// What is checked, in words: `pull request into main`.
  package var subject: String
  /// Where the change may have begun, the best answer first; none where the run is about no change (a schedule, say).
  package var bases: [CIBase]
  /// The setting of the service that fetches more history, `nil` where it has none of its own.
  package var depthSetting: String?

  package init(service: String, subject: String, bases: [CIBase], depthSetting: String? = nil) {
    self.service = service
    self.subject = subject
    self.bases = bases
    self.depthSetting = depthSetting
  }
}
