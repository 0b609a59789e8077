"""The second factor: an app's code, a passkey or a recovery code beside the password; who needs one, who gave one."""
