/* Nothing of its own: this target says where libgit2's headers are (pkg-config), and CLibgit2 reads them. */
