from datetime import timedelta

from django import forms

from accounts.models import ApiToken


class TokenForm(forms.ModelForm):
    """Names a new API token and says how long it lives. There is no "for ever"."""

    days = forms.TypedChoiceField(
        label="Expires",
        coerce=int,
        choices=[(30, "in 30 days"), (90, "in 90 days"), (365, "in a year")],
        initial=90,
    )

    class Meta:
        model = ApiToken
        fields = ["name"]

    def issue(self, user):
        """Create the token for `user` and return it with the text to show, once."""
        return ApiToken.objects.create(
            user=user,
            name=self.cleaned_data["name"],
            expiry=timedelta(days=self.cleaned_data["days"]),
        )
