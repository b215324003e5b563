"""Signing in, and the tokens a person has given their programs."""

from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import TokenForm


class SignIn(auth.LoginView):
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self):
        """Staff to their desk, anyone else to the museum's door."""
        return resolve_url("admin:index" if self.request.user.is_staff else "/")


class PasswordChange(auth.PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("accounts:tokens")

    def form_valid(self, form):
        messages.success(
            self.request,
            "Your password is changed. Other sessions are signed out, and your API tokens no longer work.",
        )
        return super().form_valid(form)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request):
    """List one's own tokens; a new one is shown in the answer to its creation and nowhere else."""
    form = TokenForm(request.POST or None)
    secret = None
    if form.is_valid():
        _, secret = form.issue(request.user)
        form = TokenForm()
    return render(
        request,
        "accounts/tokens.html",
        {"form": form, "secret": secret, "tokens": request.user.auth_token_set.all()},
    )


@login_required
@require_POST
def revoke_token(request, key):
    """Take one of one's own tokens back; somebody else's is as good as none."""
    revoked, _ = request.user.auth_token_set.filter(token_key=key).delete()
    if revoked:
        messages.success(request, f"The token {key}… no longer works.")
    else:
        messages.error(request, f"You have no token {key}…; perhaps it was revoked before.")
    return redirect("accounts:tokens")
