// A passkey was made: the page says so when it is opened again, and shows what the account has now.
document.addEventListener("otp_webauthn.register_complete", () => window.location.reload());
