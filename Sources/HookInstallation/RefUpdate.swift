package import GateModel

/// One ref that a push is about to change.
package struct RefUpdate: Hashable, Sendable {
  /// What is pushed: a ref, `(delete)`, or the words of the command line (`HEAD~`, an object id).
  package var localRef: RefName
  /// The object that the remote ref will point to, `nil` for a deletion.
  package var localID: ObjectID?
  /// The ref on the remote side.
  package var remoteRef: RefName
  /// The object that the remote ref points to now, as far as this side knows; `nil` for a new ref.
  package var remoteID: ObjectID?

  package init(localRef: RefName, localID: ObjectID?, remoteRef: RefName, remoteID: ObjectID?) {
    self.localRef = localRef
    self.localID = localID
    self.remoteRef = remoteRef
    self.remoteID = remoteID
  }
}
